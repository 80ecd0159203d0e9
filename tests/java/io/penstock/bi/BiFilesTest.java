package io.penstock.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** What Power BI and Tableau are given: where the tables are, and nobody's password. */
class BiFilesTest {
  @TempDir private Path folder;

  private static Optional<BiSource> source(String url) {
    ConnectionSpec connection =
        new ConnectionSpec(
            "warehouse",
            new SecretText(url),
            Optional.of(new SecretText("loader")),
            Optional.of(new SecretText("s3cret")),
            new Origin("environments/prod.yml", 2));
    return JdbcAddress.of(connection, url, List.of("revenue_by_year", "a & <b>"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db.example.com/sales, MYSQL, db.example.com, 3306, sales",
    "jdbc:mysql://u:s3cret@db:3307/sales?password=s3cret, MYSQL, db, 3307, sales",
    "jdbc:redshift://wg.1.eu-central-1.redshift-serverless.amazonaws.com:5439/dev, REDSHIFT,"
        + " wg.1.eu-central-1.redshift-serverless.amazonaws.com, 5439, dev",
    "jdbc:redshift:iam://c:5440/dev;AccessKeyID=s3cret, REDSHIFT, c, 5440, dev"
  })
  void aUrlIsTakenApartAndItsSecretsAreLeftOut(
      String url, BiKind kind, String host, int port, String database) throws Exception {
    BiSource source = source(url).orElseThrow();
    assertThat(List.of(source.kind(), source.host(), source.port(), source.database()))
        .containsExactly(kind, host, port, database);

    List<Path> files = new BiFolder(folder).write(source);

    assertThat(files).hasSize(3);
    for (Path file : files) {
      assertThat(Files.readString(file)).doesNotContain("s3cret").doesNotContain("loader");
    }
  }

  @Test
  void whatIsNoDatabaseHasNoFiles() {
    assertThat(source("s3a://exports/sales")).isEmpty();
    assertThat(source("glue://eu-central-1/lakehouse")).isEmpty();
  }

  @Test
  void powerBiIsToldTheProtocolAndTheAddress() throws Exception {
    JsonNode mysql =
        new ObjectMapper()
            .readTree(PowerBiFile.of(source("jdbc:mysql://db:3307/sales").orElseThrow()))
            .at("/connections/0/details");
    assertThat(mysql.path("protocol").asText()).isEqualTo("mysql");
    assertThat(mysql.at("/address/server").asText()).isEqualTo("db:3307");
    assertThat(mysql.at("/address/database").asText()).isEqualTo("sales");

    JsonNode databricks = new ObjectMapper().readTree(PowerBiFile.of(databricks()));
    assertThat(databricks.at("/connections/0/details/protocol").asText())
        .isEqualTo("databricks-sql");
    assertThat(databricks.at("/connections/0/details/address/path").asText())
        .isEqualTo("/sql/1.0/warehouses/abc");
    assertThat(databricks.at("/connections/0/options/Catalog").asText()).isEqualTo("main");
  }

  private static BiSource databricks() {
    return new BiSource(
        "databricks",
        BiKind.DATABRICKS,
        "dbc-1.cloud.databricks.com",
        443,
        "main",
        "gold",
        "/sql/1.0/warehouses/abc",
        List.of("revenue_by_year"));
  }

  @Test
  void tableauIsToldWhereTheTableIs() throws Exception {
    assertThat(relation(databricks(), "revenue_by_year"))
        .isEqualTo("[main].[gold].[revenue_by_year]");
    assertThat(relation(source("jdbc:redshift://c/dev").orElseThrow(), "t"))
        .isEqualTo("[public].[t]");
    assertThat(relation(source("jdbc:mysql://c/dev").orElseThrow(), "a & <b>"))
        .isEqualTo("[a & <b>]");
  }

  private static String relation(BiSource source, String table) throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    TableauFile.of(source, table).getBytes(StandardCharsets.UTF_8)));
    Element relation = (Element) document.getElementsByTagName("relation").item(0);
    Element named = (Element) document.getElementsByTagName("named-connection").item(0);
    assertThat(relation.getAttribute("connection")).isEqualTo(named.getAttribute("name"));
    return relation.getAttribute("table");
  }
}
