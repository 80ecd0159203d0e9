package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Destination;
import io.penstock.spec.Origin;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import io.penstock.spec.StagingSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes encrypted connections only, as RDS does, and one that is not who it says. */
class TlsTest {
  private static final Origin AT = new Origin("environments/prod.yml", 3);
  @TempDir private static Path folder;
  private static MySqlEndpoint server;

  @BeforeAll
  static void start() throws Exception {
    Path key = certificate("server", "ip:127.0.0.1");
    certificate("other", "ip:127.0.0.1");
    server =
        RealMySql.start(
            "--ssl=ON",
            "--require-secure-transport=ON",
            "--ssl-ca=" + folder.resolve("server.pem"),
            "--ssl-cert=" + folder.resolve("server.pem"),
            "--ssl-key=" + key);
  }

  /** Makes a certificate that signs itself; returns the file of its key. */
  private static Path certificate(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                "k",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).as(new String(made.getInputStream().readAllBytes())).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    pem(folder.resolve(name + ".pem"), "CERTIFICATE", keys.getCertificate("k").getEncoded());
    return pem(
        folder.resolve(name + ".key"),
        "PRIVATE KEY",
        keys.getKey("k", "changeit".toCharArray()).getEncoded());
  }

  private static Path pem(Path file, String what, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static MySqlEndpoint with(String ca) throws Exception {
    return new MySqlEndpoint(
        server.url() + "mysql",
        server.user(),
        server.password(),
        ca.isEmpty() ? "" : Files.readString(folder.resolve(ca)));
  }

  @Test
  void aServerThatRequiresTlsIsReachedWithAndWithoutItsCertificates() throws Exception {
    for (String ca : new String[] {"", "server.pem"}) {
      try (Connection connection = with(ca).open();
          ResultSet row =
              connection.createStatement().executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
        row.next();
        assertThat(row.getString(2)).as("encrypted, ca '" + ca + "'").isNotEmpty();
      }
    }
  }

  @Test
  void aServerThatIsSomebodyElseIsRefusedForGood() {
    for (Target target :
        List.of(
            target(server.url(), "other.pem", ""),
            target(server.url().replace("127.0.0.1", "localhost"), "server.pem", ""))) {
      assertThatThrownBy(() -> target.published("t"))
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("the server's certificate is not to be trusted")
          .hasMessageContaining("'ca'")
          .satisfies(e -> assertThat(((OutsideException) e).retryable()).isFalse());
    }
  }

  @Test
  void aFileThatHasNoneAndAUrlThatSaysOtherwiseAreRefused() throws Exception {
    Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> target(server.url(), "empty.pem", ""))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("no certificate in it");
    assertThatThrownBy(() -> target(server.url(), "missing.pem", ""))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("missing.pem");
    assertThatThrownBy(() -> target(server.url(), "server.pem", "?sslMode=DISABLED"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("would win");
  }

  private static Target target(String url, String ca, String parameters) {
    return new MySqlKind()
        .open(
            new ConnectionSpec(
                "warehouse",
                new SecretText(url + "mysql" + parameters),
                Optional.of(new SecretText(server.user())),
                Optional.of(new SecretText(server.password())),
                StagingSpec.NONE,
                Optional.of(folder.resolve(ca)),
                AT),
            new PublishSpec(
                "w", new Destination.MySql("warehouse"), Optional.empty(), List.of(), AT),
            SecretResolver.ofProcess(),
            Exports.NONE);
  }
}
