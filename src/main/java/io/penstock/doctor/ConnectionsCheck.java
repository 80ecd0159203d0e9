package io.penstock.doctor;

import io.penstock.ops.Finding;
import io.penstock.run.RunContext;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SourceSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The network: every connection that something is published to, and every server of a source. */
record ConnectionsCheck(RunContext context) {
  private static final int TIMEOUT_MILLIS = 5_000;

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (SourceSpec source : context.pipeline().spec().sources()) {
      source.location().address().ifPresent(address -> findings.add(reached(source, address)));
    }
    Set<String> seen = new LinkedHashSet<>();
    for (PublishSpec target : context.pipeline().spec().publish()) {
      if (seen.add(target.to().connection())) {
        findings.addAll(examined(target));
      }
    }
    return findings;
  }

  private List<Finding> examined(PublishSpec target) {
    String subject = "connection " + target.to().connection();
    try {
      return context.targets().of(target).examine(subject);
    } catch (PenstockException e) {
      return List.of(Finding.fail(subject, e.getMessage(), ""));
    }
  }

  private Finding reached(SourceSpec source, SecretText written) {
    String subject = "source " + source.name();
    SecretResolver secrets = context.secrets();
    URI address;
    try {
      address = URI.create(secrets.resolve(written, source.at()));
    } catch (PenstockException | IllegalArgumentException e) {
      return Finding.fail(
          subject, "'source.url' gives no address", "Correct it, or set the secret that it names.");
    }
    int port =
        address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    String at = address.getHost() + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), TIMEOUT_MILLIS);
      return Finding.ok(subject, at + " takes connections");
    } catch (IOException e) {
      return Finding.fail(
          subject,
          at + " takes no connection: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Let this machine's network out to it, and make sure that the name resolves.");
    }
  }
}
