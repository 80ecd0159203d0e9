package io.penstock.spec.read;

import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pipeline folder written by a test. */
public final class TestingFolder {
  public static final String SOURCE = "{source: {type: files, path: /data}, format: {type: csv}}";

  private final Path path;
  private final Problems problems = new Problems();

  public TestingFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  public TestingFolder file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestingFolder file(String name, byte[] bytes) {
    try {
      Files.createDirectories(path.resolve(name).getParent());
      Files.write(path.resolve(name), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source of files. */
  public TestingFolder source(String name) {
    return file("sources/" + name + ".yml", SOURCE);
  }

  public PipelineSpec read(String environment) {
    return read(environment, Map.of());
  }

  public PipelineSpec read(String environment, Map<String, String> given) {
    return PipelineReader.read(path, environment, given, problems);
  }

  public Problems problems() {
    return problems;
  }

  /** What is wrong in the local environment. */
  public List<String> wrong() {
    return wrong("local");
  }

  public List<String> wrong(String environment) {
    read(environment);
    return said();
  }

  /** What has been found wrong so far. */
  public List<String> said() {
    return problems.all().stream().map(Object::toString).toList();
  }
}
