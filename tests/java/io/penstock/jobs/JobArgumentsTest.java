package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.plan.Refresh;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JobArgumentsTest {
  @Test
  void emptyValuesOfAJobMeanTheUsual() {
    JobArguments arguments =
        JobArguments.parse(
            new String[] {
              "--run-id",
              "7",
              "--environment",
              "prod",
              "--pipeline",
              "/Workspace/p",
              "--only",
              "",
              "--full-refresh",
              "false",
              "--variable",
              "catalog=main",
              "--variable",
              "a=b=c"
            });

    assertThat(arguments)
        .isEqualTo(
            new JobArguments(
                Path.of("/Workspace/p"),
                "prod",
                "7",
                "",
                Refresh.AS_NEEDED,
                List.of(),
                Map.of("catalog", "main", "a", "b=c")));
  }

  @Test
  void whatIsAskedForIsUnderstood() {
    JobArguments arguments =
        JobArguments.parse(
            new String[] {
              "--environment",
              "dev",
              "--pipeline",
              "p",
              "--only",
              "gold, silver.sales",
              "--full-refresh",
              "true"
            });

    assertThat(arguments.only()).containsExactly("gold", "silver.sales");
    assertThat(arguments.refresh()).isEqualTo(Refresh.FULL);
    assertThat(arguments.runId()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--enviroment prod | there is no parameter '--enviroment'. Did you mean '--environment'?",
        "--pipeline | the parameter '--pipeline' has no value. Give it one.",
        "--pipeline p | the parameter '--environment' is missing. Give it the name of an"
            + " environment file.",
        "--pipeline p --environment e --full-refresh yes | '--full-refresh' must be true or false."
            + " Found: 'yes'.",
        "--variable catalog | '--variable' must be of the form name=value. Found: 'catalog'.",
      })
  void aSlipIsSaidInOneSentence(String written, String said) {
    assertThatThrownBy(() -> JobArguments.parse(written.split(" ")))
        .isInstanceOf(SpecException.class)
        .hasMessage("The task: " + said);
  }

  @Test
  void theBundleGivesEveryTaskWhatItUnderstands() throws IOException {
    Object job =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(Path.of("resources/jobs.yml")));
    int seen = 0;
    List<Object> tasks = new java.util.ArrayList<>();
    for (String name : List.of("sales", "doctor")) {
      tasks.addAll((List<?>) at(at(at(at(job, "resources"), "jobs"), name), "tasks"));
    }
    for (Object task : tasks) {
      if (((Map<?, ?>) task).get("spark_jar_task") instanceof Map<?, ?> jar) {
        String[] given =
            ((List<?>) jar.get("parameters"))
                .stream()
                    .map(text -> text.toString().replace("{{job.parameters.full_refresh}}", "true"))
                    .toArray(String[]::new);
        assertThat(JobArguments.parse(given).runId()).isEqualTo("{{job.run_id}}");
        seen++;
      }
    }
    assertThat(seen).isEqualTo(6);
  }

  private static Object at(Object tree, String key) {
    return ((Map<?, ?>) tree).get(key);
  }
}
