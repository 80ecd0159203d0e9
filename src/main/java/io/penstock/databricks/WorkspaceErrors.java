package io.penstock.databricks;

import com.databricks.sdk.core.DatabricksError;
import io.penstock.spec.Nearest;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.Redaction;
import io.penstock.spec.SpecException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Puts what the Databricks SDK throws into one sentence that says the way out. */
final class WorkspaceErrors {
  private static final int LONGEST = 400;
  private static final int DEEPEST = 20;
  private static final int REFUSED = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  // Personal tokens, OAuth secrets and JSON Web Tokens by how they begin.
  private static final Pattern TOKEN =
      Pattern.compile("\\b(dapi[0-9a-f]{8,}|dose[0-9a-f]{8,}|eyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?)");

  private WorkspaceErrors() {}

  static PenstockException sentence(String place, String verb, RuntimeException failure) {
    if (failure instanceof PenstockException known) {
      return known;
    }
    String begin = place + ": cannot " + verb + " because ";
    Optional<Throwable> network = in(failure, WorkspaceErrors::isNetwork);
    if (network.isPresent()) {
      // The SDK gives it a status of its own, as if somebody had answered.
      return OutsideException.ofTransient(
          begin
              + "it does not answer ("
              + reason(network.get())
              + "). Check DATABRICKS_HOST and the network, and try again.",
          RedactedFailure.of(failure, WorkspaceErrors::line));
    }
    Optional<Throwable> answer = in(failure, t -> t instanceof DatabricksError);
    if (answer.isPresent() && ((DatabricksError) answer.get()).getStatusCode() >= REFUSED) {
      return answered(
          begin,
          (DatabricksError) answer.get(),
          RedactedFailure.of(failure, WorkspaceErrors::line));
    }
    String reason = reason(failure);
    if (reason.contains("auth") || reason.contains("credentials") || reason.contains("host")) {
      return OutsideException.ofPermanent(
          begin
              + "nothing says which workspace is meant or who you are ("
              + reason
              + "). Sign in with: databricks auth login, or set DATABRICKS_HOST and"
              + " DATABRICKS_CONFIG_PROFILE.",
          RedactedFailure.of(failure, WorkspaceErrors::line));
    }
    return OutsideException.ofPermanent(
        begin + reason + ". The log has the details.",
        RedactedFailure.of(failure, WorkspaceErrors::line));
  }

  private static Optional<Throwable> in(Throwable failure, Predicate<Throwable> wanted) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(wanted)
        .findFirst();
  }

  private static boolean isNetwork(Throwable failure) {
    return failure instanceof SocketException
        || failure instanceof SocketTimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof SSLException;
  }

  private static PenstockException answered(String begin, DatabricksError error, Throwable cause) {
    int status = error.getStatusCode();
    String said = " (" + status + ": " + reason(error) + "). ";
    if (status == UNAUTHENTICATED) {
      return OutsideException.ofPermanent(
          begin
              + "it does not know who you are"
              + said
              + "Sign in again with: databricks auth login.",
          cause);
    }
    if (status == FORBIDDEN) {
      return OutsideException.ofPermanent(
          begin
              + "you may not"
              + said
              + "Ask an administrator for the right, or use another identity with"
              + " DATABRICKS_CONFIG_PROFILE.",
          cause);
    }
    if (status == NOT_FOUND) {
      return OutsideException.ofPermanent(
          begin + "there is no such thing" + said + "Check its name, and the workspace.", cause);
    }
    if (status == TOO_MANY) {
      return OutsideException.ofTransient(
          begin + "it is asked too often" + said + "Wait a minute and try again.", cause);
    }
    if (status >= SERVER) {
      return OutsideException.ofTransient(
          begin + "it is in trouble itself" + said + "Try again in a few minutes.", cause);
    }
    return OutsideException.ofPermanent(
        begin + "it refuses" + said + "Correct what was asked for.", cause);
  }

  /** A reason as part of a sentence: one line, without secrets. */
  static String reason(Throwable failure) {
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return line(message);
  }

  /** Any text of the workspace on one line, without secrets. */
  static String line(String text) {
    String line =
        TOKEN.matcher(Redaction.text(text.strip().replaceAll("\\s+", " "))).replaceAll("…");
    line = line.replaceAll("[.;]$", "");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  static SpecException noFile(Path file) {
    return new SpecException(
        "put: cannot read '" + file + "' because there is no such file. Check its path.");
  }

  static SpecException noVolume(String path) {
    return new SpecException(
        "put: cannot write to '"
            + path
            + "' because that is not in a volume. Give a path such as"
            + " /Volumes/catalog/schema/volume/file.zip.");
  }

  static SpecException whichJob(
      Workspace workspace, String wanted, List<String> names, List<RemoteJob> meant) {
    return new SpecException(
        meant.isEmpty()
            ? "Workspace "
                + workspace.host()
                + ": there is no job '"
                + wanted
                + "'. "
                + Nearest.hint(wanted, names)
            : "Workspace "
                + workspace.host()
                + ": several jobs are meant by '"
                + wanted
                + "'. Give the id of one: "
                + String.join(", ", meant.stream().map(j -> j.id() + " " + j.name()).toList())
                + ".");
  }

  static OutsideException runFailed(String failure) {
    return OutsideException.ofPermanent(failure, null);
  }

  static OutsideException runNotAwaited(long id, Exception e) {
    return OutsideException.ofPermanent(
        "Run " + id + ": nobody waits for it any more; it goes on in the workspace.", e);
  }

  static SpecException whichWarehouse(
      Workspace workspace, Optional<String> wanted, List<String> names) {
    return new SpecException(
        "Workspace "
            + workspace.host()
            + (wanted.isPresent()
                ? ": there is no SQL warehouse '"
                    + wanted.get()
                    + "'. "
                    + Nearest.hint(wanted.get(), names)
                : names.isEmpty()
                    ? ": there is no SQL warehouse that you may use. Ask for one."
                    : ": there are several SQL warehouses. Choose one with"
                        + " --warehouse: "
                        + String.join(", ", names)
                        + "."));
  }

  static SpecException wrongQuery(String reason) {
    return new SpecException("query: cannot run because " + reason + ". Correct the statement.");
  }

  static OutsideException queryNotAwaited(Exception e) {
    return OutsideException.ofPermanent("query: nobody waits for it any more.", e);
  }

  static OutsideException noWorkspace() {
    return OutsideException.ofPermanent(
        "Workspace: cannot be reached because nothing says which one is meant. Set"
            + " DATABRICKS_HOST, or sign in with: databricks auth login.",
        null);
  }
}
