package io.penstock.cli;

import io.penstock.discover.Proposal;
import io.penstock.discover.ProposalFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock discover PATH|CONNECTION [--write FOLDER]}. */
@Command(
    name = "discover",
    description =
        "Looks at files (a folder, or a prefix such as s3://bucket/raw) or at a MySQL database, and"
            + " proposes sources that load them and silver models with keys. Again with --write, it"
            + " updates what it wrote and leaves what somebody changed.",
    mixinStandardHelpOptions = true)
final class DiscoverCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH|CONNECTION",
      description = "files, or a connection of the environment file")
  private String where;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "the pipeline folder into which the files are written; made if it is not there")
  private Optional<Path> write = Optional.empty();

  @Mixin private PipelineOption pipeline;

  @Override
  public Integer call() {
    PipelineOptions options = pipeline.options();
    write.ifPresent(folder -> options.folder = folder);
    Optional<ProposalFolder> folder = write.map(ProposalFolder::new);
    Proposal proposal =
        new Discovery(
                options,
                (origin, path) -> folder.isPresent() && folder.get().isOthers(origin, path))
            .look(where);
    print(proposal);
    if (folder.isEmpty()) {
      proposal.files().forEach((path, text) -> System.out.println("\n== " + path + "\n" + text));
      System.out.println("Nothing was written; --write FOLDER writes these files.");
      return 0;
    }
    try {
      folder.get().write(proposal).forEach(System.out::println);
    } catch (IOException e) {
      throw CliErrors.proposalNotWritten(write.get(), e);
    }
    return 0;
  }

  private static void print(Proposal proposal) {
    TextTable table = new TextTable(List.of("table", "what", "columns", "rows read", "keys"));
    for (Proposal.FoundTable found : proposal.tables()) {
      table.add(
          List.of(
              "bronze." + found.bronze(),
              found.what(),
              Integer.toString(found.columns()),
              found.rows() < 0 ? "-" : Long.toString(found.rows()),
              String.join(", ", found.keys())));
    }
    table.print(System.out);
    proposal.notes().forEach(System.out::println);
  }
}
