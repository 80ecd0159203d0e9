package io.penstock.format.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnBindingTest {
  private static final FormatSpec.Csv CSV = FormatSpec.Csv.standard();

  private static ColumnSpec column(String name, String from) {
    return new ColumnSpec(name, "string", Optional.ofNullable(from), Optional.empty());
  }

  private static ColumnBinding bind(List<ColumnSpec> declared, String... header) {
    return ColumnBinding.toHeader(declared, CSV, List.of(header));
  }

  @ParameterizedTest
  @CsvSource({
    "Order ID, order_id",
    "Order_ID, order_id",
    "orderId, order_id",
    "PRODUCTID, productid",
    "totalTestResults, total_test_results",
    "HTTPStatus, http_status",
    "Alpha-2 code, alpha_2_code",
    "' Größe (m²) ', größe_m²",
    "_rescued, rescued",
    "'%', ''",
  })
  void makesSnakeCase(String name, String snake) {
    assertThat(ColumnNames.snakeCase(name)).isEqualTo(snake);
  }

  @Test
  void findsColumnsHoweverTheHeaderSpellsThem() {
    List<ColumnSpec> declared = List.of(column("order_id", "Order ID"), column("country", null));
    for (String spelling : List.of("Order ID", "order id", "Order_ID", "order_id", "OrderId")) {
      ColumnBinding binding = bind(declared, "Country", spelling);
      assertThat(binding.missing()).isEmpty();
      assertThat(binding.newColumns()).isEmpty();
      assertThat(binding.source(0)).isEqualTo(1);
      assertThat(binding.source(1)).isZero();
    }
  }

  @Test
  void prefersTheExactNameAndRefusesToChooseBetweenSimilarOnes() {
    List<ColumnSpec> declared = List.of(column("id", null), column("x", null));
    ColumnBinding exact = bind(declared, "ID", "id", "x");
    assertThat(exact.source(0)).isEqualTo(1);
    assertThat(exact.newColumns()).containsExactly(new NewColumn("id_2", "ID", 0));
    assertThat(bind(declared, "ID", "Id", "x").problems())
        .singleElement()
        .asString()
        .contains("both 'ID' and 'Id' may be the column 'id'");
  }

  @Test
  void reportsMissingAndNewColumnsWithNamesThatDeltaTakes() {
    ColumnBinding binding =
        bind(List.of(column("a", null), column("gone", null)), "a", "B (new)", "b;NEW");
    assertThat(binding.missing()).containsExactly("gone");
    assertThat(binding.newColumns())
        .containsExactly(
            new NewColumn("b_new", "B (new)", 1), new NewColumn("b_new_2", "b;NEW", 2));
    assertThat(binding.problems()).isEmpty();
  }

  @Test
  void namesOfColumnsThatNobodyWantsMayBeBad() {
    ColumnBinding binding = bind(List.of(column("a", null)), "a", "", "x", "x", "");
    assertThat(binding.problems()).isEmpty();
    assertThat(binding.newColumns())
        .containsExactly(
            new NewColumn("column_2", "column_2", 1),
            new NewColumn("x", "x", 2),
            new NewColumn("x_2", "x", 3),
            new NewColumn("column_5", "column_5", 4));
    // The next file, when all of them have been taken.
    List<ColumnSpec> pinned = new ArrayList<>(List.of(column("a", null)));
    binding.newColumns().forEach(c -> pinned.add(column(c.name(), c.fileName())));
    ColumnBinding next = bind(pinned, "a", "", "x", "x", "");
    assertThat(next.problems()).isEmpty();
    assertThat(next.missing()).isEmpty();
    assertThat(next.newColumns()).isEmpty();
    assertThat(bind(List.of(column("x", null)), "x", "x").problems())
        .containsExactly("its header names 'x' twice (columns 1 and 2)");
    assertThat(bind(List.of(column("gone", null)), "a", "").problems())
        .containsExactly("column 2 of its header has no name");
  }

  @Test
  void findsBadNames() {
    assertThat(bind(List.of(), "a", "a", " ").problems())
        .containsExactly(
            "its header names 'a' twice (columns 1 and 2)", "column 3 of its header has no name");
    assertThat(bind(List.of(), "a", "a", "", "a", " ", "", "a", "a", "a", "").problems())
        .containsExactly(
            "its header names 'a' 6 times (columns 1, 2, 4, 7, 8 and more)",
            "3 columns of its header have no name (3, 6 and 10)",
            "column 5 of its header has no name");
    assertThat(bind(List.of(), "x".repeat(10_001)).problems())
        .singleElement()
        .asString()
        .contains("10,001 characters");
    assertThat(bind(List.of(), "<!DOCTYPE html>").problems())
        .singleElement()
        .asString()
        .contains("HTML");
    assertThat(bind(List.of(), "'a'", "'b'").problems())
        .singleElement()
        .asString()
        .contains("quote");
    assertThat(bind(List.of(), "a\0", "b").problems())
        .singleElement()
        .asString()
        .contains("UTF-16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "id;name;price ! with ';'",
        "id|name|price ! with '|'",
        "id name price ! with a space",
      })
  void hintsAtTheDelimiterThatWouldGiveTheDeclaredColumns(String header, String hint) {
    List<ColumnSpec> declared =
        Arrays.asList(column("id", null), column("name", null), column("price", null));
    assertThat(bind(declared, header).problems())
        .singleElement()
        .asString()
        .contains(hint)
        .contains("format.delimiter");
  }

  @Test
  void doesNotSuspectASingleColumn() {
    assertThat(bind(List.of(), "Order Date").problems()).isEmpty();
    assertThat(bind(List.of(column("order_date", null)), "Order Date").problems()).isEmpty();
    assertThat(bind(List.of(column("x", "a;b")), "a;b").problems()).isEmpty();
  }
}
