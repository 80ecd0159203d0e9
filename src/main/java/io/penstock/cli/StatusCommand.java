package io.penstock.cli;

import io.penstock.local.LocalDaemon;
import io.penstock.local.Status;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code penstock status}. */
@Command(
    name = "status",
    description = "Says which local servers run, where, and how much data they hold.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    print(LocalDaemon.status(LocalHome.path()));
    return 0;
  }

  static void print(Status status) {
    TextTable table = new TextTable(List.of("server", "state", "pid", "address", "data"));
    for (Status.Server server : status.servers()) {
      table.add(
          List.of(
              server.kind().name().toLowerCase(Locale.ROOT),
              server.state().name().toLowerCase(Locale.ROOT),
              server.pid().map(String::valueOf).orElse("-"),
              server.address().orElse("-"),
              String.format(Locale.ROOT, "%,d bytes", server.dataBytes())));
    }
    table.print(System.out);
    status.servers().forEach(server -> server.note().ifPresent(System.out::println));
  }
}
