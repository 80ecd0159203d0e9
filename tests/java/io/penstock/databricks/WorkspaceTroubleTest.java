package io.penstock.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.databricks.sdk.core.DatabricksConfig;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a workspace answers, the user reads one sentence, and never a secret. */
class WorkspaceTroubleTest {
  private TestingWorkspace server;

  @BeforeEach
  void open() throws IOException {
    server = new TestingWorkspace();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | UNAUTHENTICATED         | it does not know who you are (401: | Sign in again",
        "403 | PERMISSION_DENIED       | you may not (403:                  | Ask an administrator",
        "404 | RESOURCE_DOES_NOT_EXIST | there is no such thing (404:       | Check its name",
        "400 | INVALID_PARAMETER_VALUE | it refuses (400:                   | Correct what",
        "429 | REQUEST_LIMIT_EXCEEDED  | it is asked too often (429:        | Wait a minute",
        "500 | INTERNAL_ERROR          | it is in trouble itself (500:      | Try again in a few",
        "503 | TEMPORARILY_UNAVAILABLE | it is in trouble itself (503:      | Try again in a few",
      })
  void anAnswerBecomesASentenceWithAWayOut(int status, String code, String why, String way) {
    server.refusing(
        "POST /jobs/run-now", status, code, "no luck with " + TestingWorkspace.TOKEN + " today");

    PenstockException said =
        catchThrowableOfType(
            PenstockException.class,
            () -> server.workspace().jobs().start(new RemoteJob(11, "sales"), Map.of()));

    assertThat(said)
        .hasMessageStartingWith(
            "Workspace " + server.host() + ": cannot start the job 'sales' because " + why)
        .hasMessageContaining("no luck with … today")
        .hasMessageContaining(way);
    assertThat(said.getMessage()).doesNotContain(TestingWorkspace.TOKEN).doesNotContain("\n");
    assertThat(said.retryable()).isEqualTo(status == 429 || status >= 500);
    assertThat(said.exitStatus()).isEqualTo(1);
  }

  @Test
  void whatIsOverSoonIsTriedAgain() {
    server
        .refusing("GET /jobs/list", 429, "REQUEST_LIMIT_EXCEEDED", "slowly")
        .refusing("GET /jobs/list", 503, "TEMPORARILY_UNAVAILABLE", "soon")
        .on("GET /jobs/list", JobAnswers.TWO_JOBS);

    assertThat(server.workspace().jobs().all()).hasSize(2);
    assertThat(server.asked("/jobs/list")).hasSize(3);
  }

  @Test
  void anAnswerThatIsNoJsonIsASentenceToo() {
    server.on("GET /jobs/list", 502, "<html><body>Bad gateway</body></html>");

    PenstockException said =
        catchThrowableOfType(PenstockException.class, () -> server.workspace().jobs().all());

    assertThat(said)
        .hasMessageStartingWith("Workspace " + server.host() + ": cannot list the jobs");
    assertThat(said.getMessage()).doesNotContain("\n").doesNotContain("Exception");
  }

  @Test
  void aWorkspaceThatIsNotThereIsSaid() {
    Workspace workspace = server.workspace();
    server.close();

    PenstockException said =
        catchThrowableOfType(PenstockException.class, () -> workspace.jobs().all());

    assertThat(said)
        .hasMessageContaining("cannot list the jobs because it does not answer")
        .hasMessageContaining("Check DATABRICKS_HOST");
    assertThat(said.retryable()).isTrue();
  }

  @Test
  void whoDoesNotSayWhoHeIsIsToldHow() {
    PenstockException said =
        catchThrowableOfType(
            PenstockException.class,
            () ->
                Workspace.connect(new DatabricksConfig().setHost(server.host()).setAuthType("pat"))
                    .jobs()
                    .all());

    assertThat(said).hasMessageContaining("databricks auth login");
    assertThat(said.getMessage()).doesNotContain("\n");
  }
}
