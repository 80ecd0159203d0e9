package io.penstock.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.Reading;
import io.penstock.spec.FormatSpec;
import io.penstock.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** y_ parses, n_ is refused with a reason, i_ does one of both and changes nothing. */
class JsonTestSuiteTest {
  private static final FormatSpec.Json DOCUMENTS = new FormatSpec.Json(false, "UTF-8");
  private static final FormatSpec.Json LINES = new FormatSpec.Json(true, "UTF-8");
  private static int checked;

  static List<Path> files() {
    return SharedData.files("messy/json-test-suite/test_parsing");
  }

  @ParameterizedTest
  @MethodSource("files")
  void parsesWhatIsJsonAndRefusesTheRest(Path file) throws IOException {
    String name = file.getFileName().toString();
    byte[] bytes = Files.readAllBytes(file);
    Reading documents = Reading.json(DOCUMENTS, bytes);
    Reading lines = Reading.json(LINES, bytes);
    if (name.startsWith("y_")) {
      assertThat(documents.malformed()).as(name).isEmpty();
    } else if (name.startsWith("n_")) {
      assertThat(documents.malformed()).anyMatch(bad -> !parsed(bad), name);
      assertThat(lines.reasons()).allMatch(reason -> !reason.isBlank());
    }
    assertThat(documents.reasons())
        .allMatch(reason -> reason.matches("(?s)(is|has|holds|follows) .{3,}"));
    assertThat(documents.reasons()).noneMatch(reason -> reason.contains("\n"));
    checked++;
  }

  /** JSON that is no object is well read, and then is no record. */
  private static boolean parsed(Malformed bad) {
    return bad.reason().endsWith("where an object is expected");
  }

  static List<Path> undecided() {
    return files().stream().filter(p -> p.getFileName().toString().startsWith("i_number")).toList();
  }

  @ParameterizedTest
  @MethodSource("undecided")
  void keepsNumbersAsTheyAreWritten(Path file) throws IOException {
    String text = Files.readString(file).strip();
    Reading reading = Reading.json(LINES, "{\"n\":" + text + "}");
    assertThat(reading.objects()).containsExactly("{\"n\":" + text + "}");
    assertThat(new ObjectMapper().readTree(reading.objects().get(0)).has("n")).isTrue();
  }

  @AfterAll
  static void summary() {
    System.out.printf("json-test-suite: %d files checked%n", checked);
  }
}
