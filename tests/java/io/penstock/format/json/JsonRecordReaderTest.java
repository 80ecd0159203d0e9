package io.penstock.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.Reading;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordReaderTest {
  private static final FormatSpec.Json LINES = new FormatSpec.Json(true, "UTF-8");
  private static final FormatSpec.Json DOCUMENTS = new FormatSpec.Json(false, "UTF-8");

  @Test
  void aBadLineCostsOnlyItself() {
    Reading reading =
        Reading.json(LINES, "{\"a\":1}\n\n{\"a\":\r\n[1]\n  \n{\"a\":2} x\n{\"a\":3}\n");
    assertThat(reading.objects()).containsExactly("{\"a\":1}", "{\"a\":3}");
    assertThat(reading.malformed()).extracting(Malformed::line).containsExactly(3L, 4L, 6L);
    assertThat(reading.malformed())
        .extracting(Malformed::raw)
        .containsExactly("{\"a\":", "[1]", "{\"a\":2} x");
    assertThat(reading.reasons().get(1)).isEqualTo("is an array where an object is expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},{\"a\":2}]",
        "{\"a\":1}{\"a\":2}",
        "{\"a\":1}\n\n {\"a\":2}\n",
        "\uFEFF [ {\"a\":1} , {\"a\":2} ] "
      })
  void readsAnArrayOrObjectsOneAfterAnother(String text) {
    Reading reading = Reading.json(DOCUMENTS, text);
    assertThat(reading.objects()).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(reading.malformed()).isEmpty();
  }

  @Test
  void whereADocumentBreaksTheRecordsBeforeStayAndTheRestIsOneMalformed() {
    Reading reading = Reading.json(DOCUMENTS, "[{\"a\":1},\n{\"a\":2},\n{\"a\":oops},\n{\"a\":4}]");
    assertThat(reading.objects()).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(reading.malformed()).hasSize(1);
    Malformed bad = reading.malformed().get(0);
    assertThat(bad.line()).isEqualTo(3);
    assertThat(bad.raw()).isEqualTo("{\"a\":oops},\n{\"a\":4}]");
    assertThat(bad.reason()).startsWith("is not valid JSON: ").contains("oops");
  }

  @Test
  void anElementThatIsNoRecordCostsOnlyItself() {
    Reading reading = Reading.json(DOCUMENTS, "[{\"a\":1}, 7, {\"a\":1,\"a\":2}, {\"b\":[{}]}]");
    assertThat(reading.objects()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"b\":[{}]}");
    assertThat(reading.malformed()).extracting(m -> m.raw().strip()).containsExactly("7");
    assertThat(reading.reasons()).containsExactly("is a number where an object is expected");
  }

  @Test
  void streamsElementsFarApartInTheFile() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 20_000; i++) {
      text.append(i == 0 ? "" : ",\n")
          .append(i % 1000 == 999 ? "\"bad " + i + "\"" : "{\"n\":" + i + "}");
    }
    Reading reading = Reading.json(DOCUMENTS, text.append("]").toString());
    assertThat(reading.objects()).hasSize(19_980).last().isEqualTo("{\"n\":19998}");
    assertThat(reading.malformed()).hasSize(20);
    assertThat(reading.malformed().get(19).raw()).isEqualTo("\"bad 19999\"");
    assertThat(reading.malformed().get(19).line()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0",
        "-0",
        "-0.0",
        "1e400",
        "1E+2",
        "0.10",
        "12345678901234567890123456789012345678901"
      })
  void keepsTheTextOfNumbers(String number) {
    assertThat(Reading.json(LINES, "{\"n\":[" + number + "]}").objects())
        .containsExactly("{\"n\":[" + number + "]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"\\uD800\"}           | half of a surrogate pair",
        "{\"\\uDC00\":1}               | half of a surrogate pair",
        "{\"a\":1,}                    | is not valid JSON",
        "{\"a\":NaN}                   | is not valid JSON",
        "{'a':1}                       | is not valid JSON",
      })
  void refusesInBothModes(String text, String reason) {
    assertThat(Reading.json(LINES, text).reasons()).singleElement().asString().contains(reason);
    assertThat(Reading.json(DOCUMENTS, text).reasons()).singleElement().asString().contains(reason);
  }

  @Test
  void ofAKeyWithSeveralValuesTheLastStandsAndTheOthersAreKept() {
    for (FormatSpec.Json format : new FormatSpec.Json[] {LINES, DOCUMENTS}) {
      Reading reading =
          Reading.json(format, "{\"a\":{\"b\":1,\"b\":[2],\"b\":null},\"c\":1,\"c\":1}");
      assertThat(reading.objects()).containsExactly("{\"a\":{\"b\":null},\"c\":1}");
      assertThat(((RawRecord.Document) reading.records().get(0)).repeated())
          .isEqualTo(Map.of("a", "1, [2]"));
    }
  }

  @Test
  void refusesAbsurdNestingWithoutOverflow() {
    for (FormatSpec.Json format : new FormatSpec.Json[] {LINES, DOCUMENTS}) {
      Reading reading = Reading.json(format, "{\"a\":" + "[".repeat(100_000));
      assertThat(reading.reasons()).singleElement().asString().contains("nesting depth");
    }
    String deep = "{\"a\":" + "[".repeat(990) + "]".repeat(990) + "}";
    assertThat(Reading.json(LINES, deep).objects()).containsExactly(deep);
  }

  @Test
  void tellsInvalidBytesAndNulsFromText() {
    byte[] latin = "{\"a\":1}\n{\"a\":\"é\"}\n{\"a\":3}\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading lines = Reading.json(LINES, latin);
    assertThat(lines.objects()).containsExactly("{\"a\":1}", "{\"a\":3}");
    assertThat(lines.reasons()).containsExactly("holds bytes that are not valid UTF-8 (0xE9)");
    Reading documents = Reading.json(DOCUMENTS, latin);
    assertThat(documents.objects()).containsExactly("{\"a\":1}");
    assertThat(documents.reasons()).containsExactly("holds bytes that are not valid UTF-8 (0xE9)");
    assertThat(Reading.json(LINES, "{\"a\":\"\0\"}").reasons()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void readsUtf16ByMarkOrByName(String encoding) {
    Charset charset = Charset.forName(encoding);
    byte[] marked = "\uFEFF{\"a\":\"😀\"}".getBytes(charset);
    assertThat(Reading.json(DOCUMENTS, marked).objects()).containsExactly("{\"a\":\"😀\"}");
    byte[] named = "{\"a\":\"é\"}".getBytes(charset);
    assertThat(Reading.json(new FormatSpec.Json(true, encoding), named).objects())
        .containsExactly("{\"a\":\"é\"}");
    assertThat(Reading.json(DOCUMENTS, named).malformed()).hasSize(1);
  }

  @Test
  void anEmptyFileIsNoDocumentButHasNoLines() {
    assertThat(Reading.json(DOCUMENTS, " \n").reasons()).hasSize(1);
    assertThat(Reading.json(DOCUMENTS, "[]").records()).isEmpty();
    assertThat(Reading.json(LINES, "").records()).isEmpty();
  }

  @Test
  void letsATruncatedGzipOut() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"a\":1}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    for (FormatSpec.Json format : new FormatSpec.Json[] {LINES, DOCUMENTS}) {
      assertThatThrownBy(
              () ->
                  JsonRecordReader.open(
                          format, new GZIPInputStream(new ByteArrayInputStream(cut)), "cut.gz")
                      .forEachRemaining(record -> {}))
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("File 'cut.gz'");
    }
  }
}
