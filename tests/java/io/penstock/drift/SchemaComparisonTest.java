package io.penstock.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs between two sets of columns. */
class SchemaComparisonTest {
  private static Map<String, String> columns(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String each : text.strip().split(" ")) {
      columns.put(each.split(":")[0], each.split(":")[1]);
    }
    return columns;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:int b:string | a:int b:string |",
        "a:int b:string | B:STRING A:int |",
        "a:int b:string | a:int | column b is gone (string)",
        "a:int | a:int c:date | column c is new (date)",
        "a:int | a:bigint | column a was int and is bigint",
        "id:int region:string n:int | id:int area:string n:int | column region may be called area"
            + " now (a guess)",
        "id:int customer_name:string | id:int x:int customername:string | column customer_name may"
            + " be called customername now (a guess); column x is new (int)",
        "a:int b:string | a:int c:date | column b is gone (string); column c is new (date)",
      })
  void changesAreNamed(String was, String now, String wanted) {
    assertThat(
            SchemaComparison.of("bronze.t", columns(was), columns(now)).stream()
                .map(Drift::sentence)
                .collect(Collectors.joining("; ")))
        .isEqualTo(wanted == null ? "" : wanted);
  }
}
