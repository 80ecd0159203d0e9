package io.penstock.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.spec.OutsideException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commits of a Delta table from the files of its log, as Delta's open protocol has them: one
 * JSON document a line, of which {@code commitInfo} is one. Delta's own history computes the same
 * with a Spark job, which for small steps takes longer than the step.
 */
final class CommitFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("\\d{20}\\.json");
  private static final String INFO = "{\"commitInfo\":";

  private CommitFiles() {}

  /**
   * Those that the log still has, newest first; each is read when it is asked for.
   *
   * @param table the folder of the table
   * @throws UncheckedIOException also later, from the stream
   */
  static Stream<Commit> newestFirst(Path table, Configuration settings) {
    try {
      Path log = new Path(table, "_delta_log");
      FileSystem files = log.getFileSystem(settings);
      return Arrays.stream(files.listStatus(log))
          .map(FileStatus::getPath)
          .filter(file -> NAME.matcher(file.getName()).matches())
          .sorted(Comparator.comparing(Path::getName).reversed())
          .map(file -> read(files, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Commit read(FileSystem files, Path file) {
    long version = Long.parseLong(file.getName().substring(0, 20));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      String first = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(INFO)) {
          return commit(version, JSON.readTree(line).get("commitInfo"));
        }
        first = first == null ? line : first;
      }
      // Somebody else's writer may leave the information out; what it writes is JSON all the same.
      JSON.readTree(first == null ? "" : first);
      return new Commit(version, "", Optional.empty(), Map.of());
    } catch (JsonProcessingException e) {
      throw OutsideException.lasting(
          "Commit '"
              + file
              + "': cannot be read because it is damaged: it does not hold JSON. Restore the file"
              + " from a backup, or remove the table's folder and run again; the table is then made"
              + " anew from what has landed.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Commit commit(long version, JsonNode info) {
    Map<String, String> metrics = new HashMap<>();
    info.path("operationMetrics")
        .fields()
        .forEachRemaining(metric -> metrics.put(metric.getKey(), metric.getValue().asText()));
    return new Commit(
        version,
        info.path("operation").asText(""),
        StepCommit.parse(info.path("userMetadata").asText(null)),
        metrics);
  }
}
