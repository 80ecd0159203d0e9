package io.penstock.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteJobsTest {
  private static final RemoteJob SALES = new RemoteJob(11, "[dev anna] penstock sales");
  private static final Duration OFTEN = Duration.ofMillis(1);

  private TestingWorkspace server;

  @BeforeEach
  void open() throws IOException {
    server = new TestingWorkspace().on("GET /jobs/list", JobAnswers.TWO_JOBS);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aJobIsFoundByIdByNameAndWithoutThePrefixOfItsDeveloper() {
    RemoteJobs jobs = server.workspace().jobs();

    assertThat(jobs.find("11")).isEqualTo(SALES);
    assertThat(jobs.find("[dev anna] penstock sales")).isEqualTo(SALES);
    assertThat(jobs.find("sales")).isEqualTo(SALES);
    assertThatThrownBy(() -> jobs.find("nightly reprot"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "Workspace "
                + server.host()
                + ": there is no job 'nightly reprot'. Did you mean 'nightly report'?");
  }

  @Test
  void aNameThatMeansSeveralJobsAsksForAnId() {
    try (TestingWorkspace two = two()) {
      assertThatThrownBy(() -> two.workspace().jobs().find("sales"))
          .hasMessageContaining(
              "several jobs are meant by 'sales'. Give the id of one: 1 a sales,");
    }
  }

  private static TestingWorkspace two() {
    try {
      return new TestingWorkspace()
          .on(
              "GET /jobs/list",
              "{\"jobs\": [{\"job_id\": 1, \"settings\": {\"name\": \"a sales\"}}, {\"job_id\": 2,"
                  + " \"settings\": {\"name\": \"b sales\"}}]}");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aRunIsStartedWithItsParametersAndTheToken() {
    server.on("POST /jobs/run-now", JobAnswers.STARTED);

    assertThat(server.workspace().jobs().start(SALES, Map.of("full_refresh", "true")))
        .isEqualTo(77);
    TestingWorkspace.Asked asked = server.asked("/jobs/run-now").get(0);
    assertThat(asked.body())
        .contains("\"job_id\":11")
        .contains("\"job_parameters\":{\"full_refresh\":\"true\"}");
    assertThat(asked.authorization()).isEqualTo("Bearer " + TestingWorkspace.TOKEN);
  }

  @Test
  void waitingShowsHowTheTasksGoOn() {
    server
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.going("RUNNING"),
                JobAnswers.going("RUNNING"),
                JobAnswers.going("BLOCKED")))
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS")));
    List<String> seen = new ArrayList<>();

    RemoteRun run =
        server
            .workspace()
            .jobs()
            .await(
                SALES,
                77,
                OFTEN,
                each -> each.tasks().forEach(t -> seen.add(t.key() + " " + t.state())));

    assertThat(seen)
        .containsExactly("land running", "silver blocked", "land success", "silver success");
    assertThat(run.lasted()).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void aRunThatFailsIsAFailureWithTheErrorOfItsTask() {
    server
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.ended("FAILED"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("FAILED")))
        .on(
            "GET /jobs/runs/get-output",
            "{\"error\": \"io.penstock.jobs.JobFailed: Table 'silver.sales': cannot go on because"
                + " password=hush-hush is wrong.\", \"error_trace\": \"at io.penstock…\"}");

    assertThatThrownBy(() -> server.workspace().jobs().await(SALES, 77, OFTEN, run -> {}))
        .isInstanceOf(OutsideException.class)
        .hasMessage(
            "Run 77 of the job '[dev anna] penstock sales': failed because the task 'silver' ended"
                + " as failed: Table 'silver.sales': cannot go on because password=… is wrong. Look"
                + " at https://workspace/run/77, and repair the run there.");
    assertThat(server.asked("/jobs/runs/get-output"))
        .singleElement()
        .satisfies(asked -> assertThat(asked.query()).isEqualTo("run_id=773"));
  }

  @Test
  void aRunThatWasCancelledBeforeATaskBeganIsAFailureToo() {
    server.on(
        "GET /jobs/runs/get",
        "{\"run_id\": 77, \"run_page_url\": \"u\", \"state\": {\"life_cycle_state\":"
            + " \"INTERNAL_ERROR\", \"state_message\": \"No cluster.\"}}");

    assertThatThrownBy(() -> server.workspace().jobs().await(SALES, 77, OFTEN, run -> {}))
        .hasMessageContaining("failed because it ended as internal error: No cluster. Look at u");
  }

  @Test
  void theLastRunOfAJobIsShown() {
    server.on(
        "GET /jobs/runs/list",
        "{\"runs\": ["
            + JobAnswers.run(
                JobAnswers.going("RUNNING"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.going("RUNNING"))
            + "]}");

    RemoteRun run = server.workspace().jobs().last(SALES).orElseThrow();

    assertThat(run.state()).isEqualTo("running");
    assertThat(run.ended()).isFalse();
    assertThat(run.tasks()).extracting(RemoteRun.Task::runId).containsExactly(771L, 773L);
  }
}
