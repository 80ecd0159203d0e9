package io.penstock.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.spec.OutsideException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
  private static final String INFO = "commitInfo";
  private static final List<String> STAGED = List.of("_staged_commits", "_commits");

  private CommitFiles() {}

  /**
   * Those that the log still has, newest first; each is read when it is asked for.
   *
   * @param table the folder of the table
   * @return empty if a catalog commits for the table and keeps some elsewhere for a while
   * @throws UncheckedIOException also later, from the stream
   */
  static Optional<Stream<Commit>> newestFirst(Path table, Configuration settings) {
    try {
      Path log = new Path(table, "_delta_log");
      FileSystem files = log.getFileSystem(settings);
      FileStatus[] there = files.listStatus(log);
      for (FileStatus each : there) {
        boolean staged = each.isDirectory() && STAGED.contains(each.getPath().getName());
        if (staged && files.listStatus(each.getPath()).length > 0) {
          return Optional.empty();
        }
      }
      return Optional.of(
          Arrays.stream(there)
              .map(FileStatus::getPath)
              .filter(file -> NAME.matcher(file.getName()).matches())
              .sorted(Comparator.comparing(Path::getName).reversed())
              .map(file -> read(files, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What commits change of the sum that {@link TableContent#files} is.
   *
   * @param from the first of them, to the last one, both included
   * @return empty if the log no longer has all of them
   */
  static Optional<Long> filesChanged(Path table, Configuration settings, long from, long to) {
    long sum = 0;
    try {
      FileSystem files = table.getFileSystem(settings);
      for (long version = from; version <= to; version++) {
        Path file =
            new Path(table, String.format(java.util.Locale.ROOT, "_delta_log/%020d.json", version));
        try (BufferedReader lines = lines(files, file)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode action = line.isBlank() ? JSON.createObjectNode() : JSON.readTree(line);
            sum += digest(action.path("add")) - digest(action.path("remove"));
          }
        }
      }
      return Optional.of(sum);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long digest(JsonNode file) {
    return file.isObject() ? TableContent.digest(file.path("path").asText()) : 0;
  }

  private static BufferedReader lines(FileSystem files, Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8));
  }

  private static Commit read(FileSystem files, Path file) {
    long version = Long.parseLong(file.getName().substring(0, 20));
    try (BufferedReader lines = lines(files, file)) {
      JsonNode info = null;
      boolean changes = false;
      int read = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        read++;
        JsonNode action = JSON.readTree(line);
        info = action.has(INFO) ? action.get(INFO) : info;
        changes |= changesRows(action);
        boolean known = changes || info != null && Commit.isUpkeep(operation(info));
        if (info != null && known) {
          break;
        }
      }
      if (read == 0) {
        throw damaged(file, null);
      }
      return commit(version, info == null ? JSON.createObjectNode() : info, changes);
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutsideException damaged(Path file, Exception e) {
    return LakeErrors.damagedCommit(file, e);
  }

  // A file that comes or goes without changing rows says so. Other columns are another matter.
  private static boolean changesRows(JsonNode action) {
    return Stream.of("add", "remove")
            .map(action::path)
            .anyMatch(file -> file.isObject() && file.path("dataChange").asBoolean(true))
        || action.has("metaData");
  }

  private static String operation(JsonNode info) {
    return info.path("operation").asText("");
  }

  private static Commit commit(long version, JsonNode info, boolean changes) {
    Map<String, String> metrics = new HashMap<>();
    info.path("operationMetrics")
        .fields()
        .forEachRemaining(metric -> metrics.put(metric.getKey(), metric.getValue().asText()));
    String operation = operation(info);
    String written = info.path("userMetadata").asText(null);
    boolean doubted = StepCommit.DOUBT.equals(written);
    JsonNode restored = info.path("operationParameters").path("version");
    return new Commit(
        version,
        doubted ? StepCommit.DOUBTED : operation,
        StepCommit.parse(written),
        metrics,
        operation.equals("RESTORE") && restored.asText("").matches("\\d+")
            ? Optional.of(Long.parseLong(restored.asText()))
            : Optional.empty(),
        doubted || changes && !Commit.isUpkeep(operation) && !StepCommit.ASIDE.equals(written));
  }
}
