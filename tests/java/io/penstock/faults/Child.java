package io.penstock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, as a user starts it. */
final class Child {
  /** What a shell reports of a process that {@code kill -9} ended. */
  static final int KILLED = 137;

  private static final long LIMIT_SECONDS = 240;

  private final Process process;
  private final Path out;
  private final Path err;

  Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The exit status; a run that does not end is a failure. */
  int await() throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the run does not end; it has said: " + said());
    }
    return process.exitValue();
  }

  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws Exception {
    process.destroyForcibly();
    await();
  }

  /** Its one JSON document. */
  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(out));
  }

  String said() throws IOException {
    return Files.readString(out) + Files.readString(err);
  }

  String errors() throws IOException {
    return Files.readString(err).strip();
  }

  /** It must have done everything, and its books must balance. */
  Child requireSuccess() throws IOException, InterruptedException {
    assertThat(await()).as(said()).isZero();
    assertThat(json().get("status").asText()).isEqualTo("succeeded");
    assertThat(json().get("balanced").asBoolean()).isTrue();
    return this;
  }
}
