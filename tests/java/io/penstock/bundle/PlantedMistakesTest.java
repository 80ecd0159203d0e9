package io.penstock.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake is planted into a copy of the bundle, and one of the checks finds it. */
class PlantedMistakesTest {
  private static final String JOB = "resources/jobs.yml";
  private static final String CATALOG = "resources/unity-catalog.yml";
  private static final String DASHBOARD = "resources/sales.dashboard.yml";

  @TempDir Path root;

  private enum By {
    SCHEMA,
    STRUCTURE
  }

  /** What somebody may get wrong, and what he is told. */
  private enum Mistake {
    MISSPELT_KEY_OF_A_TASK(By.SCHEMA, JOB, "max_retries: 2", "max_retry: 2", "max_retry"),
    MISSPELT_KEY_OF_A_JOB(
        By.SCHEMA, JOB, "max_concurrent_runs: 1", "max_concurent_runs: 1", "max_concurent_runs"),
    MISSPELT_KEY_OF_THE_BUNDLE(By.SCHEMA, Bundle.MAIN, "artifacts:", "artefacts:", "artefacts"),
    UNKNOWN_PRIVILEGE(By.SCHEMA, CATALOG, "[USE_SCHEMA, SELECT]", "[USE_SCHEMA, LOOK]", "grants"),
    WRONG_TYPE(By.SCHEMA, JOB, "retry_on_timeout: false", "retry_on_timeout: [1]", "timeout"),
    SCHEMA_WITHOUT_CATALOG(
        By.SCHEMA,
        CATALOG,
        "      catalog_name: ${var.catalog}\n      name: silver",
        "      name: silver",
        "catalog_name"),
    MISSING_NOTEBOOK(
        By.STRUCTURE, JOB, "01_overview.sql", "01_overwiev.sql", "no file '../notebooks/01_overw"),
    MISSING_DASHBOARD(
        By.STRUCTURE, DASHBOARD, "sales.lvdash.json", "sale.lvdash.json", "no file './sale.lvdash"),
    MISSING_PIPELINE(
        By.STRUCTURE, JOB, "pipelines/sales", "pipelines/sale", "no folder 'pipelines/sale'"),
    PIPELINE_NOT_UPLOADED(
        By.STRUCTURE, Bundle.MAIN, "    - pipelines\n", "", "not under 'sync.paths'"),
    TARGET_WITHOUT_ENVIRONMENT_FILE(
        By.STRUCTURE, Bundle.MAIN, "  staging:", "  test:", "environments/test.yml' is missing"),
    INCLUDE_WITHOUT_FILES(
        By.STRUCTURE, Bundle.MAIN, "resources/*.yml", "resource/*.yml", "no file fits"),
    WRONG_NOTEBOOK_HEADER(
        By.STRUCTURE,
        "notebooks/01_overview.sql",
        "-- Databricks notebook source",
        "-- Databricks Notebook source",
        "notebooks/01_overview.sql:1:"),
    WRONG_CLASS(
        By.STRUCTURE, JOB, "jobs.SilverJob", "jobs.SliverJob", "no class 'io.penstock.jobs.Sliver"),
    CLASS_WITHOUT_MAIN(
        By.STRUCTURE, JOB, "jobs.SilverJob", "jobs.JobFailed", "JobFailed' has no 'main'"),
    CLASS_OUTSIDE_OF_THE_JOB_JAR(
        By.STRUCTURE, JOB, "jobs.SilverJob", "cli.Penstock", "is not in the job jar"),
    WRONG_JAR_OF_THE_ARTIFACT(
        By.STRUCTURE,
        Bundle.MAIN,
        "source: target/penstock.jar",
        "source: target/penstock-0.1.0.jar",
        "Maven makes 'target/penstock.jar'"),
    WRONG_JAR_OF_A_TASK(
        By.STRUCTURE, JOB, "../target/penstock.jar", "../target/pennstock.jar", "no artifact is"),
    TASK_WITHOUT_JAR(
        By.STRUCTURE,
        JOB,
        "parameters: *parameters\n          libraries: *libraries",
        "parameters: *parameters",
        "no jar among its libraries"),
    UNKNOWN_CLUSTER_KEY(
        By.STRUCTURE,
        JOB,
        "job_cluster_key: main\n          new_cluster",
        "job_cluster_key: mian\n          new_cluster",
        "no job cluster 'main'"),
    UNKNOWN_TASK_KEY(
        By.STRUCTURE,
        JOB,
        "- task_key: gold\n          job",
        "- task_key: golden\n          job",
        "no task 'golden'"),
    TASKS_IN_A_CIRCLE(
        By.STRUCTURE,
        JOB,
        "- task_key: land\n          job",
        "- task_key: silver\n          job",
        "waits for itself"),
    UNKNOWN_VARIABLE(
        By.STRUCTURE,
        JOB,
        "${var.node_type}",
        "${var.node_typ}",
        "no variable 'node_typ'. Did you mean 'node_type'?"),
    UNKNOWN_VARIABLE_OF_A_TARGET(
        By.STRUCTURE,
        Bundle.MAIN,
        "      max_workers: 2",
        "      most_workers: 2",
        "no variable 'most_workers'"),
    UNUSED_VARIABLE(
        By.STRUCTURE, JOB, "${var.min_workers}", "1", "variables.min_workers: nothing uses"),
    VARIABLE_WITHOUT_DESCRIPTION(
        By.STRUCTURE,
        Bundle.MAIN,
        "    description: The fewest workers of the job cluster.\n",
        "",
        "variables.min_workers: the variable has no description"),
    UNKNOWN_RESOURCE(
        By.STRUCTURE,
        CATALOG,
        "schemas.landing.name",
        "schemas.land.name",
        "no resource 'schemas.land'"),
    ONE_KEY_FOR_TWO_RESOURCES(
        By.STRUCTURE,
        DASHBOARD,
        "    sales_dashboard:",
        "    sales:",
        "the key 'sales' is that of resources."),
    KEY_WITH_A_DOT(
        By.STRUCTURE, DASHBOARD, "    sales_dashboard:", "    sales.board:", "a key has letters"),
    FILE_NAMED_FOR_ONE_KIND_WITH_TWO(
        By.STRUCTURE,
        DASHBOARD,
        "  dashboards:\n",
        "  volumes:\n    more: {name: more}\n  dashboards:\n",
        "holds one resource of the kind 'dashboard'"),
    PERMISSION_FOR_TWO(
        By.STRUCTURE,
        DASHBOARD,
        "        - group_name: ${var.analysts_group}\n",
        "        - group_name: ${var.analysts_group}\n          user_name: a@b.example\n",
        "names exactly one principal"),
    DEPLOYED_BY_WHOM_PERMISSIONS_DO_NOT_NAME(
        By.STRUCTURE,
        Bundle.MAIN,
        "      - service_principal_name: ${var.service_principal}\n        level",
        "      - service_principal_name: somebody-else\n        level",
        "'permissions' does not name '${var.service_principal}'"),
    PRINCIPAL_BY_DEFAULT(
        By.STRUCTURE,
        Bundle.MAIN,
        "  service_principal:\n",
        "  service_principal:\n    default: 00000000-0000-0000-0000-000000000000\n",
        "would let production be deployed without it"),
    NOBODY_TO_NOTIFY_BY_DEFAULT(
        By.STRUCTURE,
        Bundle.MAIN,
        "  notification_emails:\n",
        "  notification_emails:\n    default: []\n",
        "would let production be deployed without it"),
    JOB_THAT_DOES_NOT_WAIT_FOR_ITS_VOLUME(
        By.STRUCTURE,
        Bundle.MAIN,
        "/${resources.volumes.files.name}/arrivals/",
        "/files/arrivals/",
        "may be made before it"),
    PATH_THAT_NOTHING_WAITS_FOR(
        By.STRUCTURE,
        Bundle.MAIN,
        "default: /Volumes/${var.catalog}/${resources.volumes.files.schema_name}/${resources.volumes.files.name}/arrivals/",
        "default: ${resources.volumes.files.volume_path}/arrivals/",
        "does not make anything wait"),
    DASHBOARD_OF_A_SCHEMA_THAT_ANALYSTS_CANNOT_READ(
        By.STRUCTURE,
        CATALOG,
        "      grants: &for_all\n        - principal: ${var.engineers_group}\n          privileges: [USE_SCHEMA, SELECT]\n        - principal: ${var.analysts_group}\n          privileges: [USE_SCHEMA, SELECT]\n",
        "      grants: &for_all\n        - principal: ${var.engineers_group}\n          privileges: [USE_SCHEMA, SELECT]\n",
        "resources/sales.lvdash.json: analysts have no right to read the schema 'silver'"),
    REPLACED_KEY(
        By.STRUCTURE,
        JOB,
        "      email_notifications:\n",
        "      email_notifications:\n        no_alert_for_skipped_runs: true\n",
        "say 'notification_settings.no_alert_for_skipped_runs' instead"),
    REPLACED_ACCESS_MODE(
        By.STRUCTURE,
        JOB,
        "DATA_SECURITY_MODE_DEDICATED",
        "SINGLE_USER",
        "say 'DATA_SECURITY_MODE_DEDICATED' instead"),
    LOOKUP_OF_A_LOOKUP(
        By.STRUCTURE,
        Bundle.MAIN,
        "warehouse: ${var.warehouse_name}",
        "warehouse: ${var.warehouse_id}",
        "a look-up cannot refer to a look-up"),
    UNKNOWN_VALUE_OF_THE_WORKSPACE(
        By.STRUCTURE,
        JOB,
        "${workspace.file_path}",
        "${workspace.files_path}",
        "no value 'workspace.files_path'"),
    UNKNOWN_JOB_PARAMETER(
        By.STRUCTURE,
        JOB,
        "job.parameters.only",
        "job.parameters.steps",
        "no job parameter 'steps'"),
    PAUSE_STATUS(
        By.STRUCTURE,
        JOB,
        "      trigger:\n",
        "      trigger:\n        pause_status: PAUSED\n",
        "trigger.pause_status:"),
    PAUSE_STATUS_AS_A_PRESET(
        By.STRUCTURE,
        Bundle.MAIN,
        "    default: true\n    workspace:",
        "    default: true\n    presets: {trigger_pause_status: PAUSED}\n    workspace:",
        "presets.trigger_pause_status:"),
    DEVELOPMENT_PATH_WITHOUT_USER(
        By.STRUCTURE,
        Bundle.MAIN,
        "~/.bundle",
        "/Workspace/Shared/.bundle",
        "must contain the user's name"),
    PRODUCTION_WITHOUT_ROOT_PATH(
        By.STRUCTURE,
        Bundle.MAIN,
        "root_path: /Workspace/Users",
        "state_path: /Workspace/Users",
        "production needs a 'workspace.root_path'"),
    PRODUCTION_WITHOUT_RUN_AS(
        By.STRUCTURE,
        Bundle.MAIN,
        "    run_as:\n      service_principal_name: ${var.service_principal}\n",
        "",
        "production needs a 'run_as'"),
    DASHBOARD_WITH_CREDENTIALS(
        By.STRUCTURE,
        DASHBOARD,
        "embed_credentials: false",
        "embed_credentials: true",
        "refuses dashboards with credentials"),
    PASSWORD_IN_CLEAR(
        By.STRUCTURE,
        JOB,
        "WAREHOUSE_PASSWORD: \"{{secrets/${var.secret_scope}/warehouse-password}}\"",
        "WAREHOUSE_PASSWORD: \"hush-hush\"",
        "WAREHOUSE_PASSWORD: a secret stands here in clear"),
    TOKEN_IN_CLEAR(
        By.STRUCTURE,
        Bundle.MAIN,
        "  name: penstock\n",
        "  name: dapi0123456789abcdef0123456789abcdef\n",
        "a secret stands here in clear");

    private final By by;
    private final String file;
    private final String right;
    private final String wrong;
    private final String said;

    Mistake(By by, String file, String right, String wrong, String said) {
      this.by = by;
      this.file = file;
      this.right = right;
      this.wrong = wrong;
      this.said = said;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFound(Mistake mistake) throws IOException {
    copyBundle();
    List<BundleRule> rules =
        mistake.by == By.SCHEMA
            ? List.of(new SchemaRule(SharedData.bundleSchema()))
            : BundleRule.STRUCTURE;
    assertThat(problems(rules)).as("before the mistake").isEmpty();

    Path file = root.resolve(mistake.file);
    String text = Files.readString(file);
    assertThat(text).as("the place of the mistake").contains(mistake.right);
    Files.writeString(file, text.replace(mistake.right, mistake.wrong));

    assertThat(problems(rules))
        .anySatisfy(
            problem -> assertThat(problem).contains(mistake.said).doesNotContain("hush-hush"));
  }

  private List<String> problems(List<BundleRule> rules) {
    Bundle bundle = new Bundle(root);
    return rules.stream().flatMap(rule -> rule.problems(bundle).stream()).toList();
  }

  private void copyBundle() throws IOException {
    for (String name : List.of(Bundle.MAIN, "pom.xml", "resources", "notebooks", "pipelines")) {
      try (Stream<Path> files = Files.walk(Path.of(name))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = root.resolve(file.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
