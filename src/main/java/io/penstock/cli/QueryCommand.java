package io.penstock.cli;

import io.penstock.page.TextRows;
import io.penstock.run.LakeQuery;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock query "SQL"}. */
@Command(
    name = "query",
    description = "Runs a SELECT over the tables of the lake, such as gold.revenue_by_year.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SQL", description = "a SELECT, or SHOW TABLES")
  private String sql;

  @Mixin private PipelineOption pipeline;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      description = "the most rows to print (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    Loading loading = new Loading(pipeline.options());
    loading.problems().throwIfAny();
    try (PipelineSession opened = PipelineSession.of(loading)) {
      Dataset<Row> rows = new LakeQuery(opened.lake(), opened.pipeline()).rows(sql);
      RowPrinter.print(TextRows.of(rows, limit), limit, System.out);
      return 0;
    }
  }
}
