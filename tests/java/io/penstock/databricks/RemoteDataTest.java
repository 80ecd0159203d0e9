package io.penstock.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.Origin;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements, files and secrets. */
class RemoteDataTest {
  private static final Origin AT = new Origin("environments/prod.yml", 9);

  private TestingWorkspace server;

  @BeforeEach
  void open() throws IOException {
    server =
        new TestingWorkspace()
            .on(
                "GET /sql/warehouses",
                "{\"warehouses\": [{\"id\": \"abc\", \"name\": \"small\"}, {\"id\": \"def\","
                    + " \"name\": \"large\"}]}");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStatementIsWaitedForAndReadInAllItsChunks() {
    server
        .on(
            "POST /sql/statements",
            "{\"statement_id\": \"s1\", \"status\": {\"state\": \"PENDING\"}}")
        .on(
            "GET /sql/statements/s1",
            "{\"statement_id\": \"s1\", \"status\": {\"state\": \"SUCCEEDED\"}, \"manifest\":"
                + " {\"truncated\": true, \"schema\": {\"columns\": [{\"name\": \"year\"},"
                + " {\"name\": \"revenue\"}]}}, \"result\": {\"data_array\": [[\"2016\","
                + " \"1.50\"]], \"next_chunk_index\": 1}}")
        .on(
            "GET /sql/statements/s1/result/chunks/1",
            "{\"chunk_index\": 1, \"data_array\": [[\"2017\", null]]}");

    RemoteSql.Rows rows = server.workspace().sql().query("SELECT 1", "abc", 2);

    assertThat(rows.columns()).containsExactly("year", "revenue");
    assertThat(rows.rows()).containsExactly(List.of("2016", "1.50"), Arrays.asList("2017", null));
    assertThat(rows.cut()).isTrue();
    assertThat(
            server.asked("/sql/statements/").isEmpty()
                ? server.asked("/sql/statements")
                : server.asked("/sql/statements/"))
        .first()
        .satisfies(
            asked ->
                assertThat(asked.body())
                    .contains("\"statement\":\"SELECT 1\"")
                    .contains("\"warehouse_id\":\"abc\"")
                    .contains("\"row_limit\":2"));
  }

  @Test
  void aStatementThatIsWrongIsSaidInOneSentence() {
    server.on(
        "POST /sql/statements",
        "{\"statement_id\": \"s1\", \"status\": {\"state\": \"FAILED\", \"error\":"
            + " {\"error_code\": \"BAD_REQUEST\", \"message\": \"no column\\n'reveneu'\"}}}");

    assertThatThrownBy(() -> server.workspace().sql().query("SELECT reveneu", "abc", 10))
        .isInstanceOf(SpecException.class)
        .hasMessage("query: cannot run because no column 'reveneu'. Correct the statement.");
  }

  @Test
  void aWarehouseIsFoundByNameAndTheChoiceIsSaidWhereThereIsOne() {
    RemoteSql sql = server.workspace().sql();

    assertThat(sql.warehouse(Optional.of("large"))).isEqualTo("def");
    assertThat(sql.warehouse(Optional.of("abc"))).isEqualTo("abc");
    assertThatThrownBy(() -> sql.warehouse(Optional.of("larg")))
        .hasMessageEndingWith("there is no SQL warehouse 'larg'. Did you mean 'large'?");
    assertThatThrownBy(() -> sql.warehouse(Optional.empty()))
        .hasMessageEndingWith("Choose one with --warehouse: small, large.");
  }

  @Test
  void aFileGoesIntoAVolumeUnderItsName(@TempDir Path folder) throws IOException {
    server.on("PUT /arrivals/sales.zip", 204, "");
    Path file = Files.writeString(folder.resolve("sales.zip"), "bytes");

    assertThat(server.workspace().files().put(file, "/Volumes/main/landing/files/arrivals/"))
        .isEqualTo("/Volumes/main/landing/files/arrivals/sales.zip");
    assertThat(server.asked("/fs/files/Volumes/main/landing/files/arrivals/sales.zip"))
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.body()).isEqualTo("bytes");
              assertThat(asked.query()).contains("overwrite=true");
            });
  }

  @Test
  void aFileThatIsNotThereOrAPathOutsideOfVolumesIsRefused(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "");
    RemoteFiles files = server.workspace().files();

    assertThatThrownBy(() -> files.put(folder.resolve("b"), "/Volumes/a/b/c/"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> files.put(file, "/Shared/a")).hasMessageContaining("not in a volume");
    assertThatThrownBy(() -> files.put(file, "/Volumes/a/b/c/../../d"))
        .hasMessageContaining("not in a volume");
  }

  @Test
  void aSecretOfAScopeIsResolved() {
    server.on("GET /secrets/get", "{\"key\": \"password\", \"value\": \"aHVzaC1odXNo\"}");
    SecretResolver secrets = new SecretResolver(Map.of(), server.workspace().secrets());

    assertThat(secrets.resolve(new SecretText("secret://sales/password"), AT))
        .isEqualTo("hush-hush");
    assertThat(server.asked("/secrets/get").get(0).query())
        .contains("scope=sales")
        .contains("key=password");
  }

  @Test
  void aSecretThatIsNotThereIsSaidWithItsPlace() {
    server.refusing(
        "GET /secrets/get", 404, "RESOURCE_DOES_NOT_EXIST", "Secret does not exist in scope");
    SecretResolver secrets = new SecretResolver(Map.of(), server.workspace().secrets());

    assertThatThrownBy(() -> secrets.resolve(new SecretText("secret://sales/password"), AT))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(
            "environments/prod.yml:9: cannot resolve 'secret://sales/password'. Workspace "
                + server.host()
                + ": cannot read the secret 'sales/password' because there is no such thing");
  }

  @Test
  void aReferenceOfTheWrongFormIsSaid() {
    SecretResolver secrets = new SecretResolver(Map.of(), (scope, key) -> "x");

    assertThatThrownBy(() -> secrets.resolve(new SecretText("secret://sales"), AT))
        .hasMessage(
            "environments/prod.yml:9: cannot resolve 'secret://sales'. Write it as"
                + " secret://scope/key.");
  }
}
