package io.penstock.local;

import java.util.List;
import java.util.Optional;

/** What runs of a home: {@code up} says whether servers stay; each server speaks for itself. */
public record Status(boolean up, List<Server> servers) {
  public Status {
    servers = List.copyOf(servers);
  }

  /** How a server is: CRASHED was up and is gone, or does not answer. */
  public enum State {
    RUNNING,
    STOPPED,
    CRASHED
  }

  /** One server: its process, port, address and data in bytes; {@code note} says what is odd. */
  public record Server(
      LocalServers.Need kind,
      State state,
      Optional<Long> pid,
      Optional<Integer> port,
      Optional<String> address,
      long dataBytes,
      Optional<String> note) {}

  public Server server(LocalServers.Need kind) {
    return servers.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
  }
}
