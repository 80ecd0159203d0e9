package io.penstock.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.Reading;
import io.penstock.spec.FormatSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Rows that are inside of records. */
class ExplodeTest {
  private static Reading read(String path, String json) throws IOException {
    return Reading.json(
        new FormatSpec.Json(false, "UTF-8", path), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void arraysOfOneLengthAreColumns() throws IOException {
    Reading reading =
        read(
            "filings.recent",
            "{\"cik\":\"01\",\"filings\":{\"recent\":{\"n\":[1,2],\"t\":[[\"x\"],null]}}}");
    assertThat(reading.objects())
        .containsExactly(
            "{\"cik\":\"01\",\"n\":1,\"t\":[\"x\"]}", "{\"cik\":\"01\",\"n\":2,\"t\":null}");
    assertThat(read("a", "{\"a\":{\"n\":[1,2],\"m\":[1]}}").reasons())
        .containsExactly(
            "has arrays of different lengths at 'a', which are no columns of one table: m has 1, n has 2");
  }

  @Test
  void anyKeyIsAColumn() throws IOException {
    Reading reading =
        read(
            "facts.{concept}.units.{unit}",
            "{\"name\":\"co\",\"facts\":{\"A\":{\"label\":\"a\",\"units\":{\"USD\":[{\"v\":1},{\"v\":2}],\"EUR\":[]}},"
                + "\"B\":{\"label\":\"b\",\"units\":{\"USD\":[{\"v\":3,\"name\":\"n\"}]}},\"C\":{}}}");
    assertThat(reading.objects())
        .containsExactly(
            "{\"outer_name\":\"co\",\"concept\":\"A\",\"label\":\"a\",\"unit\":\"USD\",\"v\":1}",
            "{\"outer_name\":\"co\",\"concept\":\"A\",\"label\":\"a\",\"unit\":\"USD\",\"v\":2}",
            "{\"outer_name\":\"co\",\"concept\":\"B\",\"label\":\"b\",\"unit\":\"USD\",\"v\":3,\"name\":\"n\"}");
  }

  @Test
  void aRecordOfAnotherShapeIsNamedAndAnEmptyOneHasNoRows() throws IOException {
    Reading reading =
        read("a.b", "[{\"a\":{\"b\":[]}},{\"x\":1,\"y\":2},{\"a\":{\"b\":[7,{\"c\":1}]}}]");
    assertThat(reading.objects()).containsExactly("{\"value\":7}", "{\"c\":1}");
    assertThat(reading.reasons())
        .containsExactly("has nothing at 'a.b', where its rows are expected; its keys are x, y");
  }

  @Test
  void documentsOfValuesAreRecordsToo() throws IOException {
    assertThat(read("", "[1,\"a\",{\"b\":null}]").objects())
        .containsExactly("{\"value\":1}", "{\"value\":\"a\"}", "{\"value\":{\"b\":null}}");
    assertThat(read("", "null").objects()).containsExactly("{\"value\":null}");
  }
}
