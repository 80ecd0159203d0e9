package io.penstock.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.penstock.ops.Conservation;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package map of the design: who may know whom. */
class HouseTest {
  private static final String ROOT = "io.penstock.";
  private static final Path SOURCES = Path.of("src/main/java/io/penstock");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.penstock");

  private static final Set<String> GROUND = Set.of("spec", "io");
  private static final Set<String> MIDDLE = with(GROUND, "sql", "format", "plan", "lake");
  private static final Set<String> SHARED = with(MIDDLE, "quality", "ops");
  private static final Set<String> STAGES = Set.of("land", "bronze", "silver", "gold", "publish");
  private static final Set<String> BELOW_RUN = with(SHARED, STAGES.toArray(String[]::new));

  /** From each package to those that it may import, sub-packages with their parents. */
  private static final Map<String, Set<String>> MAP =
      Map.ofEntries(
          Map.entry("spec", Set.of()),
          Map.entry("io", Set.of("spec")),
          Map.entry("page", GROUND),
          Map.entry("local", GROUND),
          Map.entry("databricks", GROUND),
          Map.entry("sql", GROUND),
          Map.entry("format", GROUND),
          Map.entry("plan", with(GROUND, "sql")),
          Map.entry("lake", with(GROUND, "sql")),
          Map.entry("ops", MIDDLE),
          Map.entry("quality", with(MIDDLE, "ops")),
          Map.entry("land", SHARED),
          Map.entry("bronze", SHARED),
          Map.entry("silver", SHARED),
          Map.entry("gold", SHARED),
          Map.entry("publish", SHARED),
          Map.entry("run", BELOW_RUN),
          Map.entry("bi", Set.of("spec")),
          Map.entry("discover", with(MIDDLE, "land")),
          Map.entry("doctor", with(BELOW_RUN, "run")),
          Map.entry("drift", with(BELOW_RUN, "run")),
          Map.entry("notebook", with(SHARED, "page", "run")),
          Map.entry("jobs", with(BELOW_RUN, "run", "doctor")),
          Map.entry(
              "cli",
              with(
                  BELOW_RUN,
                  "run",
                  "bi",
                  "discover",
                  "doctor",
                  "drift",
                  "page",
                  "notebook",
                  "local",
                  "databricks")));

  /** The parts of a package that do not know each other, beside those that they stand on. */
  private static final Map<String, Set<String>> PARTS =
      Map.ofEntries(
          Map.entry("spec.yaml", Set.of("spec")),
          Map.entry("spec.read", Set.of("spec", "spec.yaml")),
          Map.entry("io.unpack", Set.of("io")),
          Map.entry("io.mysql", Set.of()),
          Map.entry("local.sample", Set.of()),
          Map.entry("local.redshift", Set.of()),
          Map.entry("land.fetch", Set.of()),
          Map.entry("land.mysql", Set.of()),
          Map.entry("bronze.changes", Set.of()),
          Map.entry("format.text", Set.of("format")),
          Map.entry("format.csv", Set.of("format", "format.text")),
          Map.entry("format.json", Set.of("format", "format.text")),
          Map.entry("format.value", Set.of("format", "format.json")),
          Map.entry("format.bind", Set.of("format", "format.csv", "format.json", "format.value")),
          Map.entry(
              "format.infer",
              Set.of("format", "format.bind", "format.csv", "format.json", "format.value")),
          Map.entry("format.file", Set.of("format", "format.csv", "format.json", "format.text")),
          Map.entry("publish.rows", Set.of("publish")),
          Map.entry("publish.protocol", Set.of("publish", "publish.rows")),
          Map.entry("publish.jdbc", Set.of("publish", "publish.rows", "publish.protocol")),
          Map.entry("publish.files", Set.of("publish", "publish.rows", "publish.protocol")),
          Map.entry("publish.glue", Set.of("publish", "publish.jdbc")),
          Map.entry(
              "publish.mysql",
              Set.of("publish", "publish.rows", "publish.protocol", "publish.jdbc")),
          Map.entry(
              "publish.redshift",
              Set.of("publish", "publish.rows", "publish.protocol", "publish.jdbc")));

  private static final Pattern PROMISE =
      Pattern.compile("Imports ((?:\\{@code [\\w.]+}[, and]*)+|no other package)\\.");

  private static final Pattern NAMED = Pattern.compile("io\\.penstock((?:\\.[a-z]\\w*)+)\\.[A-Z]");

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static String top(String name) {
    return name.split("\\.")[0];
  }

  /** From each package to those that it imports. */
  private static Map<String, Set<String>> imports() {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String from = packageOf(type);
      Set<String> to = imports.computeIfAbsent(from, name -> new TreeSet<>());
      for (Dependency each : type.getDirectDependenciesFromSelf()) {
        JavaClass target = each.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)) {
          to.add(packageOf(target));
        }
      }
      to.remove(from);
    }
    return imports;
  }

  @Test
  void importsRunOneWay() {
    imports()
        .forEach(
            (from, to) ->
                assertThat(to.stream().map(HouseTest::top).filter(name -> !name.equals(top(from))))
                    .as("'%s' may import what stands below it in the design alone", from)
                    .isSubsetOf(MAP.get(top(from))));
  }

  @Test
  void partsOfAPackageKnowNoSiblings() {
    imports()
        .forEach(
            (from, to) -> {
              if (from.contains(".")) {
                assertThat(to.stream().filter(name -> top(name).equals(top(from))))
                    .as("'%s' may import of its own package what the map says", from)
                    .isSubsetOf(PARTS.get(from));
              }
            });
  }

  @Test
  void everyPackageIsOnTheMap() {
    assertThat(imports().keySet().stream().map(HouseTest::top).collect(Collectors.toSet()))
        .as("a new package has to say what it may import, and one that went goes from the map")
        .isEqualTo(MAP.keySet());
    assertThat(imports().keySet().stream().filter(name -> name.contains(".")))
        .as("a new part of a package has to say what it may import")
        .containsExactlyInAnyOrderElementsOf(PARTS.keySet());
  }

  @Test
  void everyPackageKeepsItsPromise() throws IOException {
    for (Map.Entry<String, Set<String>> each : imports().entrySet()) {
      Path file = SOURCES.resolve(each.getKey().replace('.', '/')).resolve("package-info.java");
      String text = Files.readString(file).replaceAll("\\s*\\n \\*\\s*", " ");
      Matcher promise = PROMISE.matcher(text);
      assertThat(promise.find()).as("%s says what it imports", file).isTrue();
      Set<String> promised =
          Pattern.compile("\\{@code ([\\w.]+)}")
              .matcher(promise.group(1))
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(promised)
          .as("what %s promises", file)
          .isEqualTo(named(file.getParent(), each.getKey()));
    }
  }

  /** The packages whose types the sources of a package name. */
  private static Set<String> named(Path folder, String own) throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("package-info.java")) {
          NAMED
              .matcher(Files.readString(file))
              .results()
              .forEach(found -> named.add(found.group(1).substring(1)));
        }
      }
    }
    named.remove(own);
    named.retainAll(imports().keySet());
    return named;
  }

  @Test
  void thereAreNoCycles() {
    slices()
        .matching("io.penstock.(**)")
        .should()
        .beFreeOfCycles()
        .because("a cycle of packages can only be understood as a whole")
        .check(CLASSES);
  }

  @Test
  void theGroundKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("io.penstock.spec..", "io.penstock.io..", "io.penstock.land.fetch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..", "org.apache.hadoop..")
        .because("a pipeline folder can be read, and a file be fetched, without an engine")
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
  void planAndFormatOpenNoSession() {
    noClasses()
        .that()
        .resideInAnyPackage("io.penstock.plan..", "io.penstock.format..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
        .because("plans are made from what was observed, and files are read inside of tasks")
        .check(CLASSES);
  }

  @Test
  void publishingKnowsDatabasesBehindItsSessionsAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.penstock.publish", "io.penstock.publish.rows..", "io.penstock.publish.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "com.mysql..", "com.amazon..")
        .because("the same policy publishes to databases, warehouses and files")
        .check(CLASSES);
  }

  @Test
  void targetsAreKnownToTheMapOfTargetsAlone() {
    DescribedPredicate<JavaClass> targets =
        JavaClass.Predicates.resideInAnyPackage(
            "io.penstock.publish.mysql..",
            "io.penstock.publish.redshift..",
            "io.penstock.publish.files..",
            "io.penstock.publish.glue..");
    classes()
        .that(targets)
        .should()
        .onlyHaveDependentClassesThat(
            targets.or(JavaClass.Predicates.equivalentTo(io.penstock.run.Targets.class)))
        .because("a new kind of target is its own package, one record of the spec and one line")
        .check(CLASSES);
  }

  @Test
  void sentencesHaveOnePlaceInEachPackage() {
    DescribedPredicate<JavaClass> errors =
        JavaClass.Predicates.assignableTo(PenstockException.class);
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Errors")
        .and(
            DescribedPredicate.not(
                errors.or(
                    // Several sentences in one; what was counted here and there.
                    JavaClass.Predicates.belongToAnyOf(Problems.class, Conservation.class))))
        .should()
        .callConstructorWhere(target(owner(errors)))
        .orShould()
        .callMethodWhere(
            target(owner(JavaClass.Predicates.equivalentTo(OutsideException.class)))
                .and(target(nameMatching("of(Transient|Permanent)"))))
        .because(
            "whoever wants to read or to correct a message finds it by the name of its package")
        .check(CLASSES);
  }

  @Test
  void filesAreShort() throws IOException {
    List<Long> lengths;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      lengths =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(
                  file -> {
                    try (Stream<String> lines = Files.lines(file)) {
                      return lines.count();
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  })
              .sorted()
              .toList();
    }
    assertThat(lengths.get(lengths.size() / 2)).as("median").isLessThanOrEqualTo(60);
    assertThat(lengths.get(lengths.size() * 9 / 10)).as("p90").isLessThanOrEqualTo(160);
    assertThat(lengths.get(lengths.size() - 1)).as("longest").isLessThanOrEqualTo(350);
  }
}
