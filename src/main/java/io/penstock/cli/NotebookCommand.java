package io.penstock.cli;

import io.penstock.notebook.CellResult;
import io.penstock.notebook.HtmlPage;
import io.penstock.notebook.Notebook;
import io.penstock.notebook.NotebookParameters;
import io.penstock.notebook.NotebookRun;
import io.penstock.notebook.NotebookSource;
import io.penstock.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock notebook}. */
@Command(
    name = "notebook",
    description = "Runs a SQL notebook over the tables of the lake, cell by cell.",
    mixinStandardHelpOptions = true)
final class NotebookCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "FILE", description = "the notebook, such as notebooks/02_revenue.sql")
  private Path file;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "what :NAME stands for in the cells; may be given several times")
  private final Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--html",
      paramLabel = "OUT",
      description = "write one page with tables and charts there, instead of text here")
  private Path html;

  @Mixin private PipelineOption pipeline;

  @Option(
      names = "--limit",
      defaultValue = "100",
      description = "the most rows to show of a cell (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    Notebook notebook = NotebookSource.read(file);
    NotebookParameters given = NotebookParameters.of(notebook, parameters);
    checkOptions();
    Loading loading = new Loading(pipeline.options());
    loading.problems().throwIfAny();
    try (PipelineSession opened = PipelineSession.of(loading)) {
      NotebookRun run = new NotebookRun(notebook, opened.lake(), opened.pipeline(), given);
      NotebookView view = new NotebookView(limit, System.out);
      List<CellResult> results = run.run(html == null ? view::show : result -> {});
      if (html != null) {
        write(new HtmlPage(notebook, results, facts(opened, run), limit).html());
        System.out.println(html.toAbsolutePath());
      }
      Optional<String> error = results.stream().flatMap(r -> r.error().stream()).findFirst();
      error.ifPresent(System.err::println);
      return error.isPresent() ? 1 : 0;
    }
  }

  private List<String> facts(PipelineSession opened, NotebookRun run) {
    EnvironmentSpec environment = opened.pipeline().spec().environment();
    List<String> facts = new ArrayList<>();
    facts.add(file.toString());
    facts.add("pipeline " + opened.pipeline().spec().name() + ", " + environment.name());
    facts.add(TIME.format(Instant.now()));
    new TreeMap<>(run.parameters()).forEach((name, value) -> facts.add(name + " = " + value));
    return facts;
  }

  private void checkOptions() {
    if (limit < 1) {
      throw CliErrors.limitTooLow(limit);
    }
    if (html != null && Files.isDirectory(html)) {
      throw CliErrors.pageIsAFolder(html);
    }
  }

  private void write(String page) {
    try {
      Files.createDirectories(html.toAbsolutePath().getParent());
      Files.writeString(html, page);
    } catch (IOException e) {
      throw CliErrors.pageNotWritten(html, e);
    }
  }
}
