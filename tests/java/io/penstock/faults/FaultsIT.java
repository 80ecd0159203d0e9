package io.penstock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.cli.InThisJvm;
import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.ops.FaultPoint;
import io.penstock.testing.FaultsTried;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two shops get the same input. The runs of one are killed, disturbed and doubled; the runs of the
 * other are left in peace, and at the end of each test both databases hold the same, at the end of
 * all both lakes too.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final Path PLACE = Path.of("target/tmp/faults").toAbsolutePath();
  private static final long SECONDS_TO_FAIL = 60;
  private static final int RANDOM_KILLS = Integer.getInteger("penstock.faults.random", 0);

  // How long after the first run the second one starts, in milliseconds.
  private static final List<Long> OFFSETS =
      Stream.of(System.getProperty("penstock.faults.offsets", "1000").split(","))
          .map(Long::valueOf)
          .toList();

  private static final Map<String, String> SMALL =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "1",
          "spark.sql.files.minPartitionNum", "1",
          "spark.databricks.delta.stats.skipping", "false");

  private static final List<String> KILLED = new ArrayList<>();
  private static final Map<String, List<String>> BEFORE_THE_SERVER_DIED = new HashMap<>();
  private static final Map<String, List<String>> AFTER_THE_SERVER_DIED = new HashMap<>();
  private static Shop shop;
  private static Shop twin;

  @BeforeAll
  static void openTheShops() throws Exception {
    shop = Shop.open(PLACE.resolve("disturbed"));
    twin = Shop.open(PLACE.resolve("undisturbed"));
  }

  @AfterAll
  static void sayWhatWasKilled() {
    System.out.println("killed " + KILLED.size() + " times at " + String.join(", ", KILLED));
    FaultsTried.add("kills of runs and servers", KILLED.size());
  }

  @Test
  @Order(1)
  void theNextRunFinishesWhatAKillLeft() throws Exception {
    CompletableFuture<Void> peace = runInPeace();
    killAtEach(FaultPlan.asked().firstLoad());
    shop.runHere();
    peace.join();
    requireTwinsSoFar();
  }

  @Test
  @Order(2)
  void newRowsAndChangesEnterATableOnceHoweverOftenTheRunIsKilled() throws Exception {
    for (Shop each : List.of(shop, twin)) {
      each.returns(2);
    }
    killAtEach(FaultPlan.asked().newRows());
    for (Shop each : List.of(shop, twin)) {
      each.sales(650);
    }
    CompletableFuture<Void> peace = runInPeace();
    killAtEach(FaultPlan.asked().changes());
    killAtAnyInstant();
    shop.runHere();
    peace.join();
    requireTwinsSoFar();
  }

  @Test
  @Order(3)
  void aMySqlServerThatIsKilledInTheMiddleOfALoadCostsOneSentence() throws Exception {
    BEFORE_THE_SERVER_DIED.putAll(warehouse(shop));
    shop.sales(750);
    twin.sales(750);
    AtomicReference<Instant> killed = new AtomicReference<>();
    FaultPoint.listen(
        point -> {
          if (point.equals("part-streaming") && killed.compareAndSet(null, Instant.now())) {
            Servers.mysql(shop.home()).forEach(ProcessHandle::destroyForcibly);
          }
        });
    InThisJvm.Said run;
    try {
      run = InThisJvm.penstock(shop.home(), "run", shop.folder().toString(), "--json");
    } finally {
      FaultPoint.listen(point -> {});
    }
    assertThat(killed.get()).as("the run must come to a load").isNotNull();
    assertThat(Duration.between(killed.get(), Instant.now()).toSeconds())
        .isLessThan(SECONDS_TO_FAIL);
    assertThat(run.status()).isEqualTo(1);
    KILLED.add("mysql");
    assertThat(run.out() + run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    JsonNode said = new ObjectMapper().readTree(run.out());
    assertThat(said.get("status").asText()).isEqualTo("failed");
    List<JsonNode> failed = new ArrayList<>();
    said.get("steps").forEach(failed::add);
    failed.removeIf(step -> !step.get("status").asText().equals("failed"));
    assertThat(failed).isNotEmpty();
    for (JsonNode step : failed) {
      assertThat(step.get("step").asText()).startsWith("publish.warehouse.");
      assertThat(step.get("error").asText())
          .contains("cannot publish to mysql://127.0.0.1")
          .doesNotContain("\n");
    }
    AFTER_THE_SERVER_DIED.putAll(warehouse(shop));
    assertThat(AFTER_THE_SERVER_DIED.get("returned"))
        .isEqualTo(BEFORE_THE_SERVER_DIED.get("returned"));
    // The runs of the next test bring what is missing, and then both shops are compared.
  }

  @Test
  @Order(4)
  void twoRunsAtOnceDoNoHarm() throws Exception {
    int file = 2000;
    for (long offset : OFFSETS) {
      shop.returns(file);
      twin.returns(file);
      file += 10;
      Child first = shop.run();
      first.endsWithin(offset);
      InThisJvm.Said second =
          InThisJvm.penstock(shop.home(), "run", shop.folder().toString(), "--json");
      int status = first.await();
      assertThat(status + second.status())
          .as(first.said() + second.out() + second.err())
          .isLessThanOrEqualTo(1);
      requireDoneOrRefused(status, first.json(), first.errors());
      requireDoneOrRefused(
          second.status(), new ObjectMapper().readTree(second.out()), second.err().strip());
      twin.runHere();
    }
    requireTwins();
    Map<String, List<String>> whole = warehouse(twin);
    for (String table : List.of("orders", "by_country")) {
      assertThat(AFTER_THE_SERVER_DIED.get(table))
          .as("what readers of " + table + " saw when the server was back")
          .isIn(BEFORE_THE_SERVER_DIED.get(table), whole.get(table));
    }
  }

  private static void requireDoneOrRefused(int status, JsonNode run, String errors) {
    if (status == 0) {
      assertThat(run.get("status").asText()).isEqualTo("succeeded");
      assertThat(run.get("balanced").asBoolean()).isTrue();
    } else {
      assertThat(errors)
          .startsWith("Pipeline 'shop': cannot run because another run of it is under way")
          .doesNotContain("\n");
    }
  }

  @Test
  @Order(5)
  void noProcessIsLeftAtTheEnd() {
    assertThat(Servers.mysql(PLACE)).isEmpty();
    assertThat(Servers.mysql(shop.home())).isEmpty();
    assertThat(Servers.mysql(twin.home())).isEmpty();
  }

  private static CompletableFuture<Void> runInPeace() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            twin.runHere();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void killAtEach(List<String> points) throws Exception {
    Set<Long> servers = new HashSet<>();
    for (String point : points) {
      Child run = shop.runHaltedAt(point);
      assertThat(run.await()).as(point + ": " + run.said()).isEqualTo(Child.KILLED);
      KILLED.add(point);
      Servers.mysql(shop.home()).forEach(server -> servers.add(server.pid()));
    }
    assertThat(servers)
        .as("the server that a kill leaves is taken over")
        .hasSize(Math.min(1, points.size()));
  }

  private static void killAtAnyInstant() throws Exception {
    Random random = new Random(Long.getLong("penstock.faults.seed", 7));
    for (int i = 0; i < RANDOM_KILLS; i++) {
      long millis = 3_000 + random.nextInt(9_000);
      Child run = shop.run();
      if (!run.endsWithin(millis)) {
        run.kill();
        KILLED.add(millis + " ms");
      }
    }
  }

  private static Map<String, List<String>> warehouse(Shop of) throws Exception {
    try (Warehouse warehouse = new Warehouse(of.home())) {
      return warehouse.tables();
    }
  }

  /** To read both lakes takes as long as two runs; when a few are killed, that is for the end. */
  private static void requireTwinsSoFar() throws Exception {
    if (FaultPlan.asked().isThorough()) {
      requireTwins();
    } else {
      requireSame(warehouse(shop), warehouse(twin));
    }
  }

  private static void requireTwins() throws Exception {
    assertThat(Servers.mysql(shop.home())).as("servers after the last run").isEmpty();
    Map<String, String> settings = new HashMap<>(LocalDisk.settings());
    settings.putAll(SMALL);
    SparkSession spark = SparkSessions.local(settings);
    try {
      LakeRows disturbed = LakeRows.ofShop(spark, shop.home());
      CompletableFuture<Map<String, List<String>>> expected =
          CompletableFuture.supplyAsync(() -> LakeRows.ofShop(spark, twin.home()).tables());
      requireSame(disturbed.tables(), expected.join());
      requireSamePublished(disturbed.goldVersions());
    } finally {
      // A run in this JVM begins and ends with a session of its own.
      spark.stop();
    }
  }

  private static void requireSame(
      Map<String, List<String>> found, Map<String, List<String>> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (table, rows) -> assertThat(found.get(table)).as(table).containsExactlyElementsOf(rows));
  }

  private static void requireSamePublished(List<String> goldVersions) throws Exception {
    Map<String, List<String>> published = warehouse(twin);
    try (Warehouse warehouse = new Warehouse(shop.home())) {
      requireSame(warehouse.tables(), published);
      assertThat(published.keySet()).contains("orders", "by_country", "returned");
      assertThat(warehouse.publications()).isEqualTo(warehouse.live());
      assertThat(warehouse.runs()).isEqualTo(warehouse.live());
      assertThat(warehouse.otherRuns()).isEmpty();
      assertThat(warehouse.strayParts()).isEmpty();
      assertThat(warehouse.versions()).containsExactlyInAnyOrderElementsOf(goldVersions);
    }
  }
}
