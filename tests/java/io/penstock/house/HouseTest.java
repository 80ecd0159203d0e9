package io.penstock.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The package map of the design: which room may know which. */
class HouseTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.penstock");

  /** From each room to the rooms that it must not import. */
  private static final Map<String, List<String>> FORBIDDEN =
      Map.ofEntries(
          Map.entry(
              "spec",
              List.of(
                  "plan",
                  "lake",
                  "ops",
                  "quality",
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "local",
              List.of(
                  "plan",
                  "lake",
                  "ops",
                  "quality",
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks")),
          Map.entry(
              "plan",
              List.of(
                  "lake",
                  "ops",
                  "quality",
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "lake",
              List.of(
                  "plan",
                  "ops",
                  "quality",
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "ops",
              List.of(
                  "quality",
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "quality",
              List.of(
                  "land",
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "land",
              List.of(
                  "bronze",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "bronze",
              List.of(
                  "land",
                  "silver",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "silver",
              List.of(
                  "land",
                  "bronze",
                  "gold",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "gold",
              List.of(
                  "land",
                  "bronze",
                  "silver",
                  "publish",
                  "run",
                  "cli",
                  "jobs",
                  "databricks",
                  "local")),
          Map.entry(
              "publish",
              List.of(
                  "land", "bronze", "silver", "gold", "run", "cli", "jobs", "databricks", "local")),
          Map.entry("run", List.of("cli", "jobs", "databricks", "local")),
          Map.entry(
              "databricks",
              List.of(
                  "plan", "lake", "ops", "quality", "land", "bronze", "silver", "gold", "publish",
                  "run", "cli", "jobs", "local")),
          Map.entry("jobs", List.of("cli", "databricks", "local")),
          Map.entry("cli", List.of("jobs")));

  @Test
  void importsRunOneWay() {
    FORBIDDEN.forEach(
        (room, others) ->
            noClasses()
                .that()
                .resideInAPackage("io.penstock." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    others.stream()
                        .map(other -> "io.penstock." + other + "..")
                        .toArray(String[]::new))
                .because(
                    "'" + room + "' stands below or beside them in the package map of the design")
                .check(CLASSES));
  }

  @Test
  void thereAreNoCircles() {
    slices()
        .matching("io.penstock.(**)")
        .should()
        .beFreeOfCycles()
        .because("a circle of packages can only be understood as a whole")
        .check(CLASSES);
  }

  @Test
  void specKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.penstock.spec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..", "org.apache.hadoop..")
        .because("a pipeline folder can be read without an engine")
        .check(CLASSES);
  }

  @Test
  void planOpensNoSession() {
    noClasses()
        .that()
        .resideInAPackage("io.penstock.plan..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
        .because("plans are made from what was observed, not by looking")
        .check(CLASSES);
  }
}
