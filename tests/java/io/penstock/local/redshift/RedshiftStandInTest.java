package io.penstock.local.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.local.LocalServers;
import io.penstock.local.S3Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Redshift's own driver before the stand-in. */
class RedshiftStandInTest {
  @TempDir static Path home;
  private static LocalServers servers;
  private static S3Client s3;

  private Connection connection;

  @BeforeAll
  static void start() {
    servers = LocalServers.open(home, EnumSet.of(LocalServers.Need.S3, LocalServers.Need.REDSHIFT));
    S3Access access = servers.s3();
    s3 =
        S3Client.builder()
            .endpointOverride(access.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClientBuilder(ApacheHttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
            .build();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = open();
    execute("DROP TABLE IF EXISTS t");
  }

  private static Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", servers.redshift().user());
    properties.setProperty("password", servers.redshift().password());
    return new com.amazon.redshift.jdbc.Driver()
        .connect(servers.redshift().jdbcUrl("warehouse"), properties);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
    }
    return rows;
  }

  private static void put(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket("lake").key(key), RequestBody.fromBytes(bytes));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void tablesHaveRedshiftsTypesAndLayoutAndKeysThatNobodyEnforces() throws SQLException {
    execute(
        "CREATE TABLE IF NOT EXISTS \"t\" (\"id\" BIGINT NOT NULL ENCODE az64, \"note\" VARCHAR(4),"
            + " \"all\" SUPER, \"raw\" VARBYTE(10), PRIMARY KEY (\"id\")) DISTSTYLE KEY DISTKEY"
            + " (\"id\") COMPOUND SORTKEY (\"id\", \"note\")");
    execute("INSERT INTO t VALUES (1, 'ab', JSON_PARSE('{\"a\":1}'), NULL), (1, 'cd', NULL, NULL)");

    assertThat(query("SELECT id, note, json_serialize(\"all\") FROM t ORDER BY note"))
        .containsExactly("1|ab|{\"a\":1}", "1|cd|null");
    assertThat(
            query(
                "SELECT column_name, data_type, character_maximum_length FROM svv_columns WHERE"
                    + " table_name = 't' ORDER BY ordinal_position"))
        .containsExactly(
            "id|bigint|null",
            "note|character varying|4",
            "all|super|null",
            "raw|binary varying|null");
    // Bytes, not characters.
    execute("INSERT INTO t VALUES (2, 'éé', NULL, NULL)");
    assertThatThrownBy(() -> execute("INSERT INTO t VALUES (3, 'ééa', NULL, NULL)"))
        .isInstanceOf(SQLException.class);
    execute("ALTER TABLE t ALTER COLUMN note TYPE VARCHAR(5)");
    execute("INSERT INTO t VALUES (3, 'ééa', NULL, NULL)");
    assertThat(query("SELECT SUM(STRTOL(SUBSTRING(MD5(note), 1, 8), 16)) FROM t WHERE id = 1"))
        .containsExactly(String.valueOf(0x187ef443L + 0x6865aeb3L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING",
        "SELECT id FROM t FOR UPDATE",
        "CREATE INDEX i ON t (id)",
        "INSERT INTO t VALUES (1) RETURNING id",
        "CREATE TABLE u (a jsonb)",
        "ALTER TABLE t ADD COLUMN a INT, ADD COLUMN b INT",
        "ALTER TABLE t ADD COLUMN a INT NOT NULL",
        "COPY t FROM 's3://lake/x' CSV",
        "SELECT CONCAT_WS('|', 'a')"
      })
  void whatRedshiftRefusesIsRefused(String sql) throws SQLException {
    execute("CREATE TABLE t (id INT)");

    assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class);

    // What stands in quotes is no statement.
    execute("INSERT INTO t SELECT 1 WHERE 'ON CONFLICT FOR UPDATE' <> 'RETURNING'");
  }

  @Test
  void copyLoadsWhatAManifestNamesAndTellsTheCount() throws SQLException, IOException {
    execute("CREATE TABLE t (id INT, note VARCHAR(64), at TIMESTAMP, day DATE)");
    put("copy/a.gz", gzip("1,\"a,\"\"b\"\"\",2024-01-02 03:04:05.678901,2024-01-02\n2,~,~,~\n"));
    put("copy/b.gz", gzip("3,\"\",~,~\n4,\"two\nlines\",~,~"));
    put(
        "copy/manifest",
        "{\"entries\":[{\"url\":\"s3://lake/copy/a.gz\",\"mandatory\":true},{\"url\":\"s3://lake/copy/b.gz\"}]}"
            .getBytes(StandardCharsets.UTF_8));
    connection.setAutoCommit(false);
    execute(
        "COPY \"t\" FROM 's3://lake/copy/manifest' IAM_ROLE default CSV GZIP NULL AS '~' DATEFORMAT"
            + " 'auto' TIMEFORMAT 'auto' MANIFEST");

    assertThat(query("SELECT pg_last_copy_count()")).containsExactly("4");
    connection.commit();
    connection.setAutoCommit(true);
    assertThat(query("SELECT * FROM t ORDER BY id"))
        .containsExactly(
            "1|a,\"b\"|2024-01-02 03:04:05.678901|2024-01-02",
            "2|null|null|null",
            "3||null|null",
            "4|two\nlines|null|null");
  }

  @Test
  void aLoadThatFailsSaysWhereInWhichObject() throws SQLException, IOException {
    execute("CREATE TABLE t (id INT, note VARCHAR(3))");
    put("bad/1.gz", gzip("1,a\n2,b\n"));
    put("bad/2.gz", gzip("3,c\n4,long\n"));

    assertThatThrownBy(
            () ->
                execute(
                    "COPY t FROM 's3://lake/bad/' CREDENTIALS 'aws_iam_role=arn:aws:iam::1:role/r'"
                        + " FORMAT AS CSV GZIP"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Load into table 't' failed");
    assertThat(
            query(
                "SELECT file_name, line_number, column_name, error_message FROM"
                    + " sys_load_error_detail WHERE session_id = pg_backend_pid()"))
        .containsExactly("s3://lake/bad/2.gz|2|note|String length exceeds DDL length");
    assertThat(query("SELECT COUNT(*) FROM t")).containsExactly("0");
    assertThatThrownBy(
            () -> execute("COPY t FROM 's3://lake/none/' IAM_ROLE 'arn:aws:iam::1:role/r' CSV"))
        .hasMessageContaining("does not exist");
  }

  @Test
  void aConnectionThatMayOnlyReadWritesNothing() throws SQLException {
    execute("CREATE TABLE t (id INT)");
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    assertThat(query("SELECT COUNT(*) FROM t")).containsExactly("0");
    assertThatThrownBy(() -> execute("INSERT INTO t VALUES (1)"))
        .hasMessageContaining("read-only transaction");
    connection.rollback();
  }

  @Test
  void tablesAreLockedAndRenamedInTransactions() throws SQLException {
    execute("CREATE TABLE t (id INT)");
    execute("DROP TABLE IF EXISTS u");
    execute("CREATE TABLE u (id INT)");
    execute("INSERT INTO u VALUES (7)");
    connection.setAutoCommit(false);
    execute("LOCK t");
    try (Connection other = open();
        Statement waiting = other.createStatement()) {
      waiting.execute("SET statement_timeout TO 200");
      assertThatThrownBy(() -> waiting.execute("LOCK t")).isInstanceOf(SQLException.class);
    }
    execute("ALTER TABLE t RENAME TO t__old");
    execute("ALTER TABLE u RENAME TO t");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(query("SELECT COUNT(*) FROM t")).containsExactly("0");
    execute("CREATE USER reader PASSWORD 'Secret1x'");
    execute("GRANT SELECT ON t TO reader");
    assertThat(
            query(
                "SELECT privilege_type, identity_name, identity_type FROM svv_relation_privileges"
                    + " WHERE relation_name = 't'"))
        .containsExactly("SELECT|reader|user");
    assertThat(URI.create("http://" + servers.redshift().host()).getHost()).isEqualTo("127.0.0.1");
  }
}
