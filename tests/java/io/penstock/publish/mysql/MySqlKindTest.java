package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.Exports;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of MySQL without one. */
class MySqlKindTest {
  private final MySqlKind kind = new MySqlKind();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "varchar(64)",
        "DECIMAL(18,2)",
        "int unsigned",
        "double precision",
        "enum('a','b')",
        "varchar(10) character set latin1 collate latin1_bin"
      })
  void knowsItsOwnTypes(String type) {
    assertThat(kind.typeProblem("c", type)).isEmpty();
  }

  @Test
  void saysWhichTypeWasMeant() {
    assertThat(kind.typeProblem("name", "varcar(64)").orElseThrow())
        .isEqualTo(
            "the type of 'name' is none that MySQL has. Found: 'varcar(64)'. Did you mean"
                + " 'varchar'?");
    assertThat(kind.typeProblem("name", "int); DROP TABLE t; --").orElseThrow())
        .contains("Write it as in varchar(64)");
  }

  @Test
  void opensNothingButMySql() {
    ConnectionSpec other =
        new ConnectionSpec(
            "w",
            new SecretText("jdbc:postgresql://user:hidden@host/db"),
            Optional.empty(),
            Optional.empty(),
            new Origin("environments/prod.yml", 4));
    assertThatThrownBy(() -> kind.open(other, null, new SecretResolver(Map.of()), Exports.NONE))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(
            "environments/prod.yml:4: the connection 'w' cannot be used for MySQL")
        .hasMessageNotContaining("hidden");
  }
}
