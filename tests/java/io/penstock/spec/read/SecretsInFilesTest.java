package io.penstock.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.Origin;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.Redaction;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsInFilesTest {
  @TempDir Path path;

  private TestingFolder environment(String name, String rest) {
    return new TestingFolder(path.resolve("p"))
        .source("a")
        .file("environments/" + name + ".yml", "lake: s3a://x\n" + rest + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections: {w: {url: jdbc:mysql://h/d, password: hunter2}}",
        "connections: {w: {url: 'jdbc:mysql://u:hunter2@h/d'}}",
        "connections: {w: {url: 'jdbc:mysql://u:hun/hunter2@h/d'}}",
        "connections: {w: {url: 'jdbc:mysql://h/d?user=u&password=hunter2'}}",
        "connections: {w: {url: 'jdbc:mysql://h/d?user=u&passwo%72d=hunter2'}}",
        "connections: {w: {url: 'jdbc:mysql://h/d?user=u&%70assword%3Dhunter2'}}",
        "connections: {w: {url: 'jdbc:mysql://(host=h,user=u,password=hunter2)/d'}}",
        "{variables: {p: hunter2}, connections: {w: {url: u, password: '${p}'}}}",
        "s3: {secret_key: hunter2}",
        "spark: {spark.hadoop.fs.s3a.secret.key: hunter2}",
        "sources: {a: {source: {type: http, url: 'http://u:hunter2@h', path: }}}",
      })
  void aLiteralSecretIsRefusedOutsideOfLocalAndNeverShown(String rest) {
    String text = rest.startsWith("{") ? rest.substring(1, rest.length() - 1) : rest;
    String lines = text.replace("}, connections", "}\nconnections");
    assertThat(environment("prod", lines).wrong("prod"))
        .isNotEmpty()
        .anyMatch(s -> s.contains("secret"))
        .noneMatch(s -> s.contains("hunter2"));
  }

  @Test
  void inLocalALiteralSecretIsAllowed() {
    String text =
        "connections: {w: {url: 'jdbc:mysql://u:p@h/d', password: hunter2}}\ns3: {secret_key: s}";
    assertThat(environment("local", text).wrong()).isEmpty();
  }

  @Test
  void referencesAreFineAnywhere() {
    String text = "connections: {w: {url: 'env://URL', user: env://U, password: secret://s/k}}";
    assertThat(environment("prod", text).wrong("prod")).isEmpty();
  }

  @Test
  void aReferenceInsideOfATextIsRefused() {
    String header = "{type: http, url: 'http://h', headers: {Authorization: Bearer env://TOKEN}}";
    TestingFolder folder =
        new TestingFolder(path.resolve("p"))
            .file("sources/a.yml", "source: " + header + "\nformat: {type: csv}\n");
    assertThat(folder.wrong())
        .singleElement()
        .asString()
        .contains("holds a reference inside of a text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections: {w: 'jdbc:mysql://u:hunter2@h/d'}",
        "connections: hunter2",
        "connections: {w: {url: u, password: [hunter2]}}",
        "connections: {w: {url: u, password: *hunter2}}",
        "connections: {w: {url: u, password: {hunter2: 1}}}",
        "s3: hunter2",
        "sources: {a: {source: {type: http, url: 'ftp://u:hunter2@h', path: x}}}",
        "sources: {a: {source: {type: http, url: 'u:hunter2@h', path: x}}}",
      })
  void aSecretInTheWrongPlaceIsNotShown(String text) {
    assertThat(environment("local", text).wrong())
        .isNotEmpty()
        .noneMatch(s -> s.contains("hunter2"));
  }

  @Test
  void aMissingVariableOfTheProcessNamesItselfAndThePlace() {
    SecretResolver secrets = new SecretResolver(Map.of("A", "x"));
    Origin at = new Origin("environments/dev.yml", 7);
    assertThat(secrets.resolve(new SecretText("env://A"), at)).isEqualTo("x");
    assertThat(secrets.resolve(new SecretText("plain"), at)).isEqualTo("plain");
    assertThatThrownBy(() -> secrets.resolve(new SecretText("env://PASS"), at))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "environments/dev.yml:7: the environment variable 'PASS' is not set. Set it with: export"
                + " PASS=…");
  }

  @Test
  void urlsAreRedacted() {
    assertThat(Redaction.url("jdbc:mysql://u:p@ss@h:1/d?a=1&b=2"))
        .isEqualTo("jdbc:mysql://h:1/d?a=…&b=…");
    assertThat(Redaction.url("https://u:p/w@h/x")).isEqualTo("https://h/x");
    assertThat(Redaction.url("http://h:8080/a@b")).isEqualTo("http://h:8080/a@b");
    assertThat(Redaction.text("cannot open http://u:p@h with password=x"))
        .isEqualTo("cannot open http://h with password=…");
  }

  @Test
  void aFailureForTheLogKeepsItsPlacesAndLosesItsSecrets() {
    Exception cause = new IllegalStateException("Illegal character in http://u:hunter2@h/a b");
    cause.addSuppressed(new IllegalArgumentException("password=hunter2"));
    Exception failure = new IllegalStateException("no address", cause);
    StringWriter log = new StringWriter();
    RedactedFailure.of(failure).printStackTrace(new PrintWriter(log));

    assertThat(log.toString())
        .startsWith("java.lang.IllegalStateException: no address")
        .contains("Caused by: java.lang.IllegalStateException: Illegal character in http://h/a b")
        .contains("Suppressed: java.lang.IllegalArgumentException: password=…")
        .contains("SecretsInFilesTest.java:")
        .doesNotContain("hunter2");
  }

  @Test
  void aFailureThatIsItsOwnCauseEnds() {
    Exception inner = new IllegalStateException("inner");
    Exception outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(RedactedFailure.of(outer).getMessage()).contains("outer");
  }
}
