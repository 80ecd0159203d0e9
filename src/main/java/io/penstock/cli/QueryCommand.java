package io.penstock.cli;

import io.penstock.page.TextRows;
import io.penstock.publish.Answer;
import io.penstock.run.LakeQuery;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock query [--on CONNECTION] "SQL"}. */
@Command(
    name = "query",
    description =
        "Runs a SELECT over the tables of the lake, such as gold.revenue_by_year, or of a target.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SQL", description = "a SELECT, or SHOW TABLES")
  private String sql;

  @Mixin private PipelineOption pipeline;

  @Option(
      names = "--on",
      paramLabel = "CONNECTION",
      description = "the connection of a target that answers instead, such as warehouse")
  private Optional<String> on = Optional.empty();

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
      if (on.isPresent()) {
        Answer answer = opened.target(on.get()).ask(sql, limit);
        RowPrinter.print(answer.columns(), answer.rows(), answer.more(), System.out);
        if (!answer.note().isEmpty()) {
          System.out.println(answer.note());
        }
        return 0;
      }
      Dataset<Row> rows = new LakeQuery(opened.lake(), opened.pipeline()).rows(sql);
      RowPrinter.print(TextRows.of(rows, limit), limit, System.out);
      return 0;
    }
  }
}
