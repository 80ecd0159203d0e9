package io.penstock.local;

import java.nio.file.Path;
import java.util.EnumSet;

/** What a run is to the servers: opens all, prints the ports, and ends at the end of its input. */
final class TestingRun {
  private TestingRun() {}

  public static void main(String[] args) throws Exception {
    try (LocalServers servers =
        LocalServers.open(Path.of(args[0]), EnumSet.allOf(LocalServers.Need.class))) {
      System.out.println(servers.mysql().port() + " " + servers.s3().endpoint().getPort());
      System.in.readAllBytes();
    }
    System.exit(0);
  }
}
