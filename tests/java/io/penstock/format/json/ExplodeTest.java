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
            "{\"document_cik\":\"01\",\"n\":1,\"t\":[\"x\"]}",
            "{\"document_cik\":\"01\",\"n\":2,\"t\":null}");
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
            "{\"document_name\":\"co\",\"concept\":\"A\",\"concept_label\":\"a\",\"unit\":\"USD\",\"v\":1}",
            "{\"document_name\":\"co\",\"concept\":\"A\",\"concept_label\":\"a\",\"unit\":\"USD\",\"v\":2}",
            "{\"document_name\":\"co\",\"concept\":\"B\",\"concept_label\":\"b\",\"unit\":\"USD\",\"v\":3,\"name\":\"n\"}");
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

  @Test
  void aColumnIsTheSameInEveryRecordWhateverKeysItsRowsHave() throws IOException {
    assertThat(
            read("items", "[{\"id\":7,\"items\":[{\"id\":1}]},{\"id\":8,\"items\":[{\"n\":2}]}]")
                .objects())
        .containsExactly("{\"document_id\":7,\"id\":1}", "{\"document_id\":8,\"n\":2}");
    assertThat(read("a.b.a.r", "{\"a\":{\"x\":1,\"b\":{\"a\":{\"x\":2,\"r\":[{}]}}}}").objects())
        .containsExactly("{\"a_x\":1,\"document_a_b_a_x\":2}");
  }

  @Test
  void namesThatMeanTwoThingsAreRefused() throws IOException {
    String sentence =
        "has the column 'unit' twice, in its rows and on the way to them, by the names that"
            + " 'explode' gives; give a {name} of the path another one";
    assertThat(read("u.{unit}", "{\"u\":{\"A\":[{\"unit\":1}]}}").reasons())
        .containsExactly(sentence);
    assertThat(read("{unit}.{unit}", "{\"u\":{\"A\":[1]}}").reasons()).containsExactly(sentence);
  }

  @Test
  void whatStandsTwiceCountsWhereRowsComeFrom() throws IOException {
    assertThat(read("r", "{\"r\":[{\"n\":1}],\"o\":{\"x\":1,\"x\":2}}").objects())
        .containsExactly("{\"n\":1}");
    assertThat(read("r", "{\"r\":[{\"n\":1,\"n\":2}]}").reasons())
        .containsExactly(
            "has a key twice with different values at or in 'r', so that what its rows are is not"
                + " sure");
  }
}
