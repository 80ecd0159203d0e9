package io.penstock.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package map of the design: which room may know which. */
class HouseTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.penstock");

  private static final List<String> GROUND = List.of("spec", "io");
  private static final List<String> SHARED =
      List.of("spec", "io", "format", "sql", "plan", "lake", "ops", "quality");
  private static final List<String> BELOW_RUN =
      List.of(
          "spec", "io", "format", "sql", "plan", "lake", "ops", "quality", "land", "bronze",
          "silver", "gold", "publish");

  /** From each room to the rooms that it may import; the doors may import all but each other. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("spec", List.of()),
          Map.entry("io", List.of("spec")),
          Map.entry("local", GROUND),
          Map.entry("page", GROUND),
          Map.entry("databricks", GROUND),
          Map.entry("sql", GROUND),
          Map.entry("format", GROUND),
          Map.entry("plan", with(GROUND, "sql")),
          Map.entry("lake", with(GROUND, "sql")),
          Map.entry("ops", with(GROUND, "sql", "plan", "lake")),
          Map.entry("quality", with(GROUND, "sql", "plan", "lake", "ops")),
          Map.entry("land", SHARED),
          Map.entry("bronze", SHARED),
          Map.entry("silver", SHARED),
          Map.entry("gold", SHARED),
          Map.entry("publish", SHARED),
          Map.entry("run", BELOW_RUN),
          Map.entry("notebook", with(GROUND, "page", "sql", "plan", "lake", "run")),
          Map.entry("doctor", with(BELOW_RUN, "run")),
          Map.entry("jobs", with(BELOW_RUN, "run", "doctor")),
          Map.entry(
              "cli", with(BELOW_RUN, "run", "doctor", "page", "notebook", "local", "databricks")));

  private static List<String> with(List<String> rooms, String... more) {
    return Stream.concat(rooms.stream(), Stream.of(more)).toList();
  }

  @Test
  void importsRunOneWay() {
    ALLOWED.forEach(
        (room, allowed) ->
            noClasses()
                .that()
                .resideInAPackage("io.penstock." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    ALLOWED.keySet().stream()
                        .filter(other -> !other.equals(room) && !allowed.contains(other))
                        .map(other -> "io.penstock." + other + "..")
                        .toArray(String[]::new))
                .because(
                    "'" + room + "' stands below or beside them in the package map of the design")
                .check(CLASSES));
  }

  @Test
  void everyRoomIsOnTheMap() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]))
        .as("a new room has to say what it may import")
        .isSubsetOf(ALLOWED.keySet());
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
  void onlySqlTouchesSparksInnerClasses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.penstock.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark.sql.catalyst..",
            "org.apache.spark.sql.classic..",
            "org.apache.spark.sql.connector..",
            "org.apache.spark.sql.execution..",
            "org.apache.spark.sql.internal..",
            "org.apache.spark.sql.delta..",
            "org.apache.spark.unsafe..")
        .because("a platform may run another version of Spark, whose inner classes are others")
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
