package io.penstock.cli;

import io.penstock.page.TextRows;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.LakeQuery;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock quarantine}. */
@Command(
    name = "quarantine",
    description = "Shows the rows that a table did not let in.",
    mixinStandardHelpOptions = true,
    subcommands = QuarantineCommand.ListCommand.class)
final class QuarantineCommand {
  private QuarantineCommand() {}

  /** {@code penstock quarantine list}. */
  @Command(
      name = "list",
      description = "Lists quarantined rows with the rules that they broke, their file and line.",
      mixinStandardHelpOptions = true)
  static final class ListCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipeline;

    @Option(
        names = "--limit",
        defaultValue = "20",
        description = "the most rows to print for a table")
    private int limit;

    @Override
    public Integer call() {
      Loading loading = new Loading(pipeline.options());
      loading.problems().throwIfAny();
      try (PipelineSession opened = PipelineSession.of(loading)) {
        ResolvedPipeline resolved = opened.pipeline();
        List<TableName> tables =
            resolved.tables().keySet().stream()
                .map(TableName::quarantine)
                .filter(opened.lake()::exists)
                .toList();
        for (TableName table : tables) {
          System.out.println(table);
          RowPrinter.print(
              TextRows.of(
                  new LakeQuery(opened.lake(), resolved)
                      .rows(
                          "SELECT array_join(_rules, ', ') AS rules, _reason AS reason, _source_file AS"
                              + " file, _line AS line, _row AS `row` FROM "
                              + table
                              + " ORDER BY file, line"),
                  limit),
              limit,
              System.out);
        }
        if (tables.isEmpty()) {
          System.out.println("Nothing is in quarantine.");
        }
        return 0;
      }
    }
  }
}
