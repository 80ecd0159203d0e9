package io.penstock.publish.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spark_redshift_community.spark.redshift.DefaultSource;
import io.penstock.spec.PenstockException;
import io.penstock.spec.StagingSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The community connector is asked for exactly what keeps a publication to once. */
class RedshiftConnectorTest {
  @TempDir private Path root;

  private RedshiftEndpoint server;
  private WarehouseShelf shelf;

  @BeforeEach
  void anotherDatabase() {
    server = Warehouse.endpoint("c" + UUID.randomUUID().toString().replace("-", ""));
    shelf = new WarehouseShelf(root);
    shelf.loader = StagingSpec.Loader.CONNECTOR;
    shelf.is("SELECT id, concat('n', id) AS name FROM range(20)");
    DefaultSource.ASKED.clear();
  }

  private void requireSame() throws Exception {
    assertThat(Warehouse.query(server, "SELECT id, name FROM t ORDER BY 1"))
        .isEqualTo(shelf.rows("id, name"));
    assertThat(Warehouse.staged()).isEmpty();
  }

  @Test
  void itsOptionsAreThoseThatRepeatNothing() throws Exception {
    shelf.publish(server);
    shelf.sql("UPDATE @ SET name = 'x' WHERE id < 3");
    shelf.sql("DELETE FROM @ WHERE id = 9");
    shelf.publish(server);

    requireSame();
    assertThat(DefaultSource.ASKED).hasSize(2);
    Map<String, String> options = DefaultSource.ASKED.get(1);
    assertThat(options.keySet())
        .containsExactlyInAnyOrder(
            "url",
            "user",
            "password",
            "dbtable",
            "tempdir",
            "tempformat",
            "aws_iam_role",
            "copyretrycount",
            "csvnullstring",
            "autopushdown",
            "check_s3_bucket_usage",
            "usestagingtable",
            "postactions",
            "mode");
    assertThat(options)
        .containsEntry("mode", "Append")
        .containsEntry("copyretrycount", "0")
        .containsEntry("tempformat", "PARQUET")
        .containsEntry("aws_iam_role", "arn:aws:iam::123456789012:role/copy")
        .containsEntry("autopushdown", "false")
        .containsEntry("check_s3_bucket_usage", "false");
    assertThat(options.get("csvnullstring")).startsWith("~null~");
    assertThat(options.get("dbtable")).startsWith("\"public\".\"t__penstock_");
    assertThat(options.get("postactions"))
        .startsWith("INSERT INTO \"public\".\"_penstock_part\"")
        .doesNotContain(";");
  }

  @Test
  void aLostAnswerIsLookedUp() throws Exception {
    shelf.publish(server);
    shelf.sql("UPDATE @ SET name = 'y' WHERE id < 3");
    String database = RedshiftEndpoint.database(server.url());
    try (LosingProxy proxy =
        new LosingProxy(
            Warehouse.servers().redshift().port(), "COMMIT", LosingProxy.Trick.LOSE_ANSWER, 0, 1)) {
      try {
        shelf.publish(Warehouse.endpoint(database, proxy.port()));
      } catch (PenstockException e) {
        assertThat(e.retryable()).isTrue();
      }
      assertThat(proxy.left()).isZero();
    }
    shelf.publish(server);
    requireSame();
  }
}
