package io.penstock.publish;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.util.Optional;

/** A kind of target: what is known of it without a connection, and how one is opened. */
public interface TargetKind {

  /** Why it would not know a column's type that the user wants; empty if it knows it. */
  Optional<String> typeProblem(String column, String type);

  /**
   * A target of this kind; nothing is connected yet.
   *
   * @param publication of which the connection is
   * @param exports what a catalog may be told of
   * @throws io.penstock.spec.SpecException if the connection is none of this kind, or one of its
   *     secrets is not defined
   */
  Target open(
      ConnectionSpec connection, PublishSpec publication, SecretResolver secrets, Exports exports);
}
