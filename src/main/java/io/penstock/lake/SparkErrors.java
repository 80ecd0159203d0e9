package io.penstock.lake;

import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Redaction;
import io.penstock.sql.Engine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;

/** Puts what Spark, Delta and Hadoop throw into a few plain words. */
public final class SparkErrors {
  /** The version of Spark that this is compiled with. */
  public static final String BUILT_FOR = "4.0";

  private static final int LONGEST = 400;
  private static final Pattern STORAGE =
      Pattern.compile(
          "Connect to \\S+( \\[[^]]*])? failed: [A-Za-z ]+\\b|(?<=S3Exception: )[^()]+\\([^)]*\\)");

  private SparkErrors() {}

  /**
   * The failure as one of Penstock's own, if a known cause is in it: one that has its sentence
   * already, a full disk, a storage that cannot be reached or refuses.
   */
  public static Optional<PenstockException> sentence(String place, String verb, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof PenstockException known) {
        return Optional.of(known);
      }
      if (t instanceof LinkageError) {
        return Optional.of(
            OutsideException.ofPermanent(
                place + ": cannot " + verb + " because " + unfit(t), failure));
      }
      Optional<String> known = known(t, failure);
      if (known.isPresent()) {
        return Optional.of(
            OutsideException.ofTransient(
                place + ": cannot " + verb + " because " + known.get(), failure));
      }
    }
    return Optional.empty();
  }

  /**
   * A failure that is none of the known ones, in a sentence of the caller's. What Spark finds out
   * when it looks at a statement stays; anything else may be gone when it is tried again.
   */
  public static OutsideException other(String sentence, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof AnalysisException) {
        return OutsideException.ofPermanent(sentence, failure);
      }
    }
    return OutsideException.ofTransient(sentence, failure);
  }

  // Another version of Spark, Delta or Hadoop than the one that this was compiled with.
  private static String unfit(Throwable error) {
    String name = error.getClass().getSimpleName();
    return "the runtime does not have what Penstock's jar expects of it ("
        + name
        + ": "
        + shorten(String.valueOf(error.getMessage()).replace('/', '.'))
        + ", on "
        + Platform.runtime(Engine.version(), System.getenv())
        + "). Penstock is built for Spark "
        + BUILT_FOR
        + ", which is Databricks Runtime 17.3 LTS: use that, or a jar that is built for this one.";
  }

  private static Optional<String> known(Throwable t, Throwable failure) {
    String message = String.valueOf(t.getMessage());
    if (message.contains("No space left on device")) {
      return Optional.of("the disk is full. Free some space and run again.");
    }
    if (t instanceof java.net.ConnectException
        || t instanceof java.net.UnknownHostException
        || message.contains("Unable to execute HTTP request")
        || message.contains("Connection refused")) {
      return Optional.of(
          "the storage does not answer ("
              + storage(message)
              + "). Check the endpoint under 's3' in the environment file, and that the server runs.");
    }
    if (t instanceof java.nio.file.AccessDeniedException
        || message.contains("InvalidAccessKeyId")
        || message.contains("SignatureDoesNotMatch")
        || message.contains("AccessDenied")) {
      return Optional.of(
          "the storage refuses access ("
              + storage(message)
              + "). Check the keys under 's3' in the environment file and the rights on the bucket.");
    }
    if (t instanceof java.io.FileNotFoundException || message.contains("FILE_NOT_EXIST")) {
      return Optional.of(
          "a file is gone that should be there ("
              // Spark goes on with advice that helps nobody here.
              + shorten(message.split("\\.\\s+File does not exist", 2)[0])
              + "). If it belongs to a table of the lake, run again with --full-refresh, which makes"
              + " the tables anew from what has landed.");
    }
    if (t instanceof OutOfMemoryError) {
      return Optional.of("the memory is full. Give the process more with PENSTOCK_HEAP=4g.");
    }
    if (t instanceof VirtualMachineError) {
      return Optional.of(
          "the Java machine has run out of something ("
              + shorten(message)
              + "). Run again with a larger machine or fewer flags that limit it.");
    }
    return Optional.empty();
  }

  // Of a paragraph of nested exceptions the one part that says something.
  private static String storage(String reason) {
    Matcher part = STORAGE.matcher(reason);
    return shorten(part.find() ? part.group() : reason);
  }

  /** The innermost reason as part of a sentence, without the engine's decoration. */
  public static String reason(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    String message =
        inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    return shorten(message);
  }

  /** One line, no error class, no SQLSTATE, no secret. */
  public static String shorten(String message) {
    String line = message.strip().split("\\n\\s*(==|;|'?[A-Z][A-Za-z]+ \\[)", 2)[0];
    line =
        line.replaceAll("^\\[[A-Z0-9_.]+]\\s*", "")
            .replaceAll("\\s*SQLSTATE: [0-9A-Z]{5}.*$", "")
            .replaceAll("\\s+", " ")
            .replaceAll("[.;]\\s*$", "");
    line = Redaction.text(line);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
