package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that keep what they were. */
class HistoryTest {
  private static final String HEADER = "id,v,op,at\n";
  private static final String ALL =
      "SELECT id, v, date_format(valid_from, 'dd'), date_format(valid_to, 'dd'), is_current"
          + " FROM silver.a ORDER BY id, valid_from";
  @TempDir private Path root;
  private Trial trial;

  @BeforeEach
  void begin() {
    trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                "source: {type: files, path: ../data}\nformat: {type: csv}\nschema: {columns: {id:"
                    + " {type: int}, v: {type: string}, op: {type: string}, at: {type: date}}}\n")
            .file("silver/a.sql", "SELECT id, v, op, at FROM bronze.a\n");
    model("");
  }

  private void model(String more) {
    trial.file(
        "silver/a.yml",
        "keys: [id]\napply: {as: history, order_by: [at], delete_when: \"op = 'D'\"}\n"
            + "expect: [{name: not_bad, that: v <> 'bad', on_null: pass}]\n");
    trial.file("silver/a.sql", "SELECT id, v, op, at" + more + " FROM bronze.a\n");
  }

  private StepResult silver() {
    StepResult step = Trial.step(trial.run(), "silver.a");
    assertThat(step.error()).isEmpty();
    return step;
  }

  private void events(String file, String... lines) {
    trial.data(file, HEADER + String.join("\n", lines) + "\n");
  }

  @Test
  void aRowIsValidUntilTheNextOneOfItsKey() {
    events(
        "1.csv", "1,a,I,2020-01-01", "1,b,U,2020-01-05", "2,x,I,2020-01-02", "3,bad,I,2020-01-01");
    StepResult first = silver();
    assertThat(first.counts().written()).isEqualTo(3);
    assertThat(first.counts().quarantined()).isEqualTo(1);
    assertThat(trial.query(ALL))
        .containsExactly("[1,a,01,05,false]", "[1,b,05,null,true]", "[2,x,02,null,true]");

    // A late one in between, a repeated one, a deletion, one of another key.
    events("2.csv", "1,aa,U,2020-01-03", "1,a,I,2020-01-01", "2,,D,2020-01-09", "4,n,I,2020-01-04");
    StepResult second = silver();
    assertThat(trial.query(ALL))
        .containsExactly(
            "[1,a,01,03,false]",
            "[1,aa,03,05,false]",
            "[1,b,05,null,true]",
            "[2,x,02,09,false]",
            "[4,n,04,null,true]");
    assertThat(second.counts().read()).as("4 new ones and 3 of their keys").isEqualTo(7);
    assertThat(second.counts().written()).isEqualTo(2);
    assertThat(second.counts().updated()).as("those that end now").isEqualTo(2);
    assertThat(second.counts().unchanged()).isEqualTo(1);
    assertThat(second.counts().deduplicated()).isEqualTo(1);
    assertThat(second.counts().filtered()).isEqualTo(1);
    assertThat(second.counts().quarantined()).as("said once").isZero();

    // A deletion that comes before what it removes.
    events("3.csv", "5,,D,2020-01-08");
    silver();
    events("4.csv", "5,q,I,2020-01-06", "2,y,I,2020-01-10");
    silver();
    assertThat(trial.query(ALL))
        .contains("[5,q,06,08,false]", "[2,x,02,09,false]", "[2,y,10,null,true]");

    // Nothing that is let in, and nothing that is new: how far it has read moves on.
    List<String> before = trial.query(ALL);
    events("5.csv", "1,bad,U,2020-01-20", ",z,U,2020-01-20", "7,z,U,");
    assertThat(silver().counts().quarantined()).isEqualTo(3);
    events("6.csv", "1,a,I,2020-01-01", "2,y,I,2020-01-10", "8,,D,2020-01-01");
    StepResult nothingNew = silver();
    assertThat(nothingNew.counts().written() + nothingNew.counts().updated()).isZero();
    assertThat(nothingNew.counts().quarantined()).isZero();
    assertThat(silver().status()).hasToString("skipped");
    assertThat(trial.query(ALL)).isEqualTo(before);
  }

  @Test
  void othersReadItAsItWasAtTheirTime() {
    trial
        .file(
            "sources/o.yml",
            "source: {type: files, path: ../orders}\nformat: {type: csv}\nschema: {columns: {o: {type:"
                + " int}, id: {type: int}, day: {type: date}}}\n")
        .file("silver/o.sql", "SELECT o, id, day FROM bronze.o\n")
        .file("silver/o.yml", "keys: [o]\n")
        .file(
            "gold/g.sql",
            "SELECT o.o, a.v FROM silver.o LEFT JOIN silver.a ON a.id = o.id AND o.day >= a.valid_from"
                + " AND (o.day < a.valid_to OR a.is_current)\n")
        .file("gold/g.yml", "keys: [o]\n");
    events("1.csv", "1,a,I,2020-01-01", "1,b,U,2020-01-05", "2,x,I,2020-01-02", "2,,D,2020-01-03");
    trial.data(
        "../orders/1.csv",
        "o,id,day\n1,1,2020-01-04\n2,1,2020-01-05\n3,2,2020-01-02\n4,2,2020-01-03\n");
    RunResult run = trial.run();
    assertThat(run.succeeded()).as("%s", run).isTrue();
    assertThat(trial.query("SELECT o, v FROM gold.g ORDER BY o"))
        .containsExactly("[1,a]", "[2,b]", "[3,x]", "[4,null]");
  }

  @Test
  void aRebuildKeepsAllOrIsRefused() {
    events("1.csv", "1,a,I,2020-01-01", "1,b,U,2020-01-05");
    events("2.csv", "2,x,I,2020-01-02");
    silver();
    List<String> before = trial.query(ALL);
    trial.run(Refresh.FULL);
    assertThat(trial.query(ALL)).isEqualTo(before);

    model(", length(v) AS n");
    silver();
    assertThat(trial.query(ALL)).as("with a column more").isEqualTo(before);

    trial.file("silver/a.sql", "SELECT id, v, op, at FROM bronze.a WHERE id > 1\n");
    refused(trial.run(), "Found: 2 versions ");
    model("");
    silver();

    // Of a file in the place of another one bronze has what it has now.
    events("1.csv", "1,a,I,2020-01-01");
    refused(trial.run(), "Found: 2 versions ");
    assertThat(trial.query(ALL)).isEqualTo(before);
  }

  private static void refused(RunResult run, String found) {
    assertThat(run.exitStatus()).as("%s", run).isEqualTo(3);
    assertThat(Trial.step(run, "silver.a").error().orElse(""))
        .contains("is not made anew because its history would lose")
        .contains(found);
  }

  /** What any order of arrival has to come to. */
  private static List<String> replay(List<String> events) {
    Map<Integer, TreeMap<String, String[]>> byKey = new TreeMap<>();
    for (String event : events) {
      String[] e = event.split(",", -1);
      byKey.computeIfAbsent(Integer.parseInt(e[0]), k -> new TreeMap<>()).put(e[3], e);
    }
    List<String> rows = new ArrayList<>();
    byKey.forEach(
        (key, history) ->
            history.forEach(
                (at, e) -> {
                  var next = history.higherEntry(at);
                  String to = next == null ? "null" : next.getKey().substring(8);
                  if (!e[2].equals("D")) {
                    rows.add(
                        "[%d,%s,%s,%s,%s]".formatted(key, e[1], at.substring(8), to, next == null));
                  }
                }));
    return rows;
  }

  @Test
  void theOrderOfArrivalMakesNoDifferenceNorWhereRunsEnd() {
    Random random = new Random(Long.getLong("penstock.history.seed", 20261201));
    List<String> events = new ArrayList<>();
    for (int key = 1; key <= 12; key++) {
      for (int day = 1; day <= 28; day++) {
        if (random.nextInt(5) == 0) {
          String op = random.nextInt(4) == 0 ? "D" : "U";
          String value = op.equals("D") ? "" : "v" + random.nextInt(3) + "_" + day;
          events.add("%d,%s,%s,2020-01-%02d".formatted(key, value, op, day));
        }
      }
    }
    List<String> arriving = new ArrayList<>(events);
    for (int i = 0; i < 25; i++) {
      arriving.add(events.get(random.nextInt(events.size())));
    }
    Collections.shuffle(arriving, random);
    int runs = 3;
    for (int i = 0; i < runs; i++) {
      List<String> some =
          arriving.subList(arriving.size() * i / runs, arriving.size() * (i + 1) / runs);
      events(i + ".csv", some.toArray(String[]::new));
      endSomewhere(random);
      silver();
      List<String> so =
          arriving.subList(0, arriving.size() * (i + 1) / runs).stream()
              .distinct()
              .collect(Collectors.toList());
      assertThat(trial.query(ALL)).as("after run " + i).isEqualTo(replay(so));
    }
  }

  /** A run that ends at one of the points on its way, whichever step comes there. */
  private void endSomewhere(Random random) {
    int end = random.nextInt(12);
    AtomicInteger passed = new AtomicInteger();
    FaultPoint.listen(
        point -> {
          if (passed.getAndIncrement() == end) {
            throw new IllegalStateException("ended at " + point);
          }
        });
    try {
      trial.run();
    } finally {
      FaultPoint.listen(point -> {});
    }
  }

  @Test
  void aRemovalAtTheTimeOfAVersionLeavesIt() {
    events("1.csv", "1,a,I,2020-01-01", "1,b,U,2020-01-05", "2,x,I,2020-01-02");
    silver();
    events("2.csv", "1,b,D,2020-01-05", "2,x,D,2020-01-02");
    StepResult removed = silver();
    assertThat(removed.counts().deleted()).isZero();
    assertThat(removed.counts().filtered()).isEqualTo(2);
    assertThat(trial.query(ALL))
        .containsExactly("[1,a,01,05,false]", "[1,b,05,05,false]", "[2,x,02,02,false]");
    events("3.csv", "2,y,I,2020-01-02");
    silver();
    assertThat(trial.query(ALL)).as("the last of one time").contains("[2,y,02,null,true]");
  }

  @Test
  void whatAsksTheClockHasNoHistory() {
    events("1.csv", "1,a,I,2020-01-01");
    trial.file("silver/a.sql", "SELECT id, v, op, at FROM bronze.a WHERE at < current_date()\n");
    assertThatThrownBy(trial::run)
        .hasMessageContaining("asks the clock, chance or a function of users");
    model("");
    trial.file(
        "silver/a.yml",
        "keys: [id]\napply: {as: history, order_by: [at]}\n"
            + "expect: [{name: is_past, that: at <= current_date(), else: drop}]\n");
    assertThatThrownBy(trial::run)
        .hasMessageContaining("asks the clock, chance or a function of users");
  }

  @Test
  void namesOfKeysMayBeWrittenInAnotherCase() {
    trial.file("silver/a.yml", "keys: [ID]\napply: {as: history, order_by: [AT]}\n");
    events("1.csv", "1,a,I,2020-01-01", "1,b,U,2020-01-05");
    silver();
    events("2.csv", "1,c,U,2020-01-07");
    silver();
    assertThat(Trial.step(trial.run(Refresh.FULL), "silver.a").error()).isEmpty();
    assertThat(trial.query(ALL))
        .containsExactly("[1,a,01,05,false]", "[1,b,05,07,false]", "[1,c,07,null,true]");
  }

  @Test
  void aTableThatIsNoHistoryIsNotMadeOne() {
    trial.file("silver/a.yml", "keys: [id]\n");
    events("1.csv", "1,a,I,2020-01-01");
    silver();
    model("");
    assertThat(Trial.step(trial.run(), "silver.a").error().orElse(""))
        .contains("the table that is there is none");
  }

  @Test
  void whatCannotHaveAHistoryIsSaidBefore() {
    trial.file("silver/b.sql", "SELECT id, v, at FROM silver.a WHERE is_current\n");
    trial.file("silver/b.yml", "keys: [id]\napply: {as: history, order_by: [at]}\n");
    assertThatThrownBy(trial::load)
        .hasMessageContaining("needs a SELECT that picks rows of one table of bronze");
  }
}
