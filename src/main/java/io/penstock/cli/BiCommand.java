package io.penstock.cli;

import io.penstock.bi.BiFolder;
import io.penstock.bi.BiKind;
import io.penstock.bi.BiSource;
import io.penstock.bi.JdbcAddress;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock bi}. */
@Command(
    name = "bi",
    description =
        "Writes files with which Power BI (.pbids) and Tableau (.tds) open the published tables;"
            + " no user and no password is in them.",
    mixinStandardHelpOptions = true)
final class BiCommand implements Callable<Integer> {
  private static final int HTTPS = 443;

  @Mixin private PipelineOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the folder (default: .penstock/bi/PIPELINE-ENV)")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--warehouse",
      paramLabel = "ID",
      description = "a SQL warehouse of Databricks, for an environment with a catalog")
  private Optional<String> warehouse = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "${env:DATABRICKS_HOST}",
      description = "its workspace (default: the variable DATABRICKS_HOST)")
  private Optional<String> host = Optional.empty();

  @Override
  public Integer call() {
    Loading loading = new Loading(options);
    loading.problems().throwIfAny();
    PipelineSpec spec = loading.resolved().spec();
    if (!spec.environment().isLocal()) {
      return write(spec, SecretResolver.ofProcess(new WorkspaceScopes()));
    }
    try (PipelineSession opened = PipelineSession.of(loading)) {
      return write(opened.pipeline().spec(), SecretResolver.ofProcess());
    }
  }

  private int write(PipelineSpec spec, SecretResolver secrets) {
    String environment = spec.environment().name();
    BiFolder folder =
        new BiFolder(
            out.orElseGet(
                () -> LocalHome.path().resolve("bi").resolve(spec.name() + "-" + environment)));
    List<Path> written = new ArrayList<>();
    for (BiSource source : sources(spec, secrets)) {
      try {
        written.addAll(folder.write(source));
      } catch (IOException e) {
        throw CliErrors.biNotWritten(folder.path(), e);
      }
    }
    for (Path file : written) {
      System.out.println(file);
    }
    System.out.println(
        written.isEmpty()
            ? "Nothing of '"
                + environment
                + "' can be opened by Power BI or Tableau: it publishes to no MySQL and no Redshift, and --warehouse names no SQL warehouse."
            : "How to open them: docs/bi.md.");
    return 0;
  }

  private List<BiSource> sources(PipelineSpec spec, SecretResolver secrets) {
    List<BiSource> sources = new ArrayList<>();
    for (ConnectionSpec connection : spec.environment().connections().values()) {
      List<String> tables =
          spec.publish().stream()
              .filter(target -> target.to().connection().equals(connection.name()))
              .flatMap(target -> target.tables().stream())
              .map(PublishSpec.Table::table)
              .toList();
      if (!tables.isEmpty()) {
        JdbcAddress.of(connection, secrets.resolve(connection.url(), connection.at()), tables)
            .ifPresent(sources::add);
      }
    }
    Optional<String> catalog = spec.environment().catalog();
    if (catalog.isPresent() && warehouse.isPresent()) {
      String workspace = host.filter(h -> !h.isBlank()).orElseThrow(CliErrors::noHost);
      sources.add(
          new BiSource(
              "databricks",
              BiKind.DATABRICKS,
              workspace.replaceFirst("^https?://", "").replaceFirst("/.*$", ""),
              HTTPS,
              catalog.get(),
              "gold",
              "/sql/1.0/warehouses/" + warehouse.get(),
              spec.gold().stream().map(GoldSpec::table).map(table -> table.name()).toList()));
    }
    return sources;
  }
}
