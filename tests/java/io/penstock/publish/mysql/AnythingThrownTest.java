package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.FaultPoint;
import io.penstock.spec.PublishSpec;
import io.penstock.testing.FaultsTried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Anything that can be thrown is thrown at every named place of a publication, of every mode, and
 * from any place on the files of the lake are gone for a while. The target is at one version
 * afterwards, and the next run finishes.
 */
@Timeout(600)
class AnythingThrownTest extends SwapContract {
  /** All kinds at all places take minutes: {@code -Dpenstock.faults.thrown=all}. */
  private static final boolean ALL =
      System.getProperty("penstock.faults.thrown", "some").equals("all");

  @TempDir Path root;
  private GoldShelf shelf;
  private int rows;

  private enum Kind {
    CHECKED {
      @Override
      Throwable thrown() {
        return new IOException("as Spark throws it, undeclared");
      }
    },
    UNCHECKED {
      @Override
      Throwable thrown() {
        return new IllegalStateException("as anybody throws it");
      }
    },
    ERROR {
      @Override
      Throwable thrown() {
        // Not one of the machine itself: in a task, Spark ends the process for those.
        return new AssertionError("as nobody expects it");
      }
    },
    INTERRUPT {
      @Override
      Throwable thrown() {
        Thread.currentThread().interrupt();
        return new InterruptedException("as who stops a run has it thrown");
      }
    },
    FILES_GONE {
      @Override
      Throwable thrown() {
        return null;
      }
    };

    abstract Throwable thrown();
  }

  @AfterEach
  void listenNoMore() {
    FaultPoint.listen(point -> {});
  }

  @ParameterizedTest
  @EnumSource
  void leavesOneVersionAndTheNextRunFinishes(PublishSpec.Mode mode) throws Exception {
    shelf = new GoldShelf(root);
    shelf.mode = mode;
    shelf.keys = mode == PublishSpec.Mode.APPEND ? List.of() : List.of("id");
    shelf.is("SELECT id, id * 2 AS amount FROM range(40)");
    rows = 40;
    publish();
    List<String> points = points();
    int turn = TestServer.all().toList().indexOf(server);
    int servers = TestServer.all().toList().size();
    int tried = 0;
    for (int i = 0; i < points.size(); i++) {
      for (Kind kind : Kind.values()) {
        // One kind at each place, on one server in turn.
        boolean mine = i % servers == turn;
        if (ALL || mine && (i + mode.ordinal()) % Kind.values().length == kind.ordinal()) {
          survives(points.get(i), kind);
          tried++;
        }
      }
    }
    FaultsTried.add("exceptions, errors and interrupts in " + mode, tried);
  }

  private void publish() {
    if (shelf.mode == PublishSpec.Mode.SWAP) {
      try (MySqlTarget target = new MySqlTarget(endpoint(), shelf.patience)) {
        target.refresh(
            shelf.publication(shelf.version()),
            shelf.gold(),
            io.penstock.ops.ProgressListener.SILENT);
      }
    } else {
      shelf.publish(endpoint());
    }
  }

  private void change() {
    shelf.sql(
        "INSERT INTO @ SELECT id, id * 2 AS amount FROM range(" + rows + ", " + (rows + 3) + ")");
    rows += 3;
    if (shelf.mode == PublishSpec.Mode.UPSERT) {
      shelf.sql("DELETE FROM @ WHERE id = " + (rows / 3 - 14));
    }
  }

  /** The places that a publication passes, as it passes them. */
  private List<String> points() throws Exception {
    LinkedHashSet<String> points = new LinkedHashSet<>();
    FaultPoint.listen(
        point -> {
          synchronized (points) {
            points.add(point);
          }
        });
    change();
    publish();
    FaultPoint.listen(point -> {});
    assertThat(inTarget()).isEqualTo(inLake());
    assertThat(points).contains(shelf.mode == PublishSpec.Mode.SWAP ? "before-rename" : "merged");
    return new ArrayList<>(points);
  }

  private void survives(String point, Kind kind) throws Exception {
    String place = shelf.mode + " " + kind + " at " + point;
    Map<String, Integer> before = inTarget();
    change();
    AtomicBoolean reached = new AtomicBoolean();
    FaultPoint.listen(
        passed -> {
          if (passed.equals(point) && (kind != Kind.FILES_GONE || !reached.get())) {
            reached.set(true);
            if (kind == Kind.FILES_GONE) {
              hide();
            } else {
              AnythingThrownTest.<RuntimeException>sneak(kind.thrown());
            }
          }
        });
    try {
      publish();
    } catch (Throwable e) {
      // Whatever it is: what it leaves behind is what counts.
      assertThat(reached).as(place + ": " + e).isTrue();
    } finally {
      FaultPoint.listen(passed -> {});
      Thread.interrupted();
      show();
    }
    assertThat(reached).as(place).isTrue();
    assertThat(inTarget()).as(place).isIn(before, inLake());
    if (inTarget().equals(inLake()) && shelf.mode != PublishSpec.Mode.SWAP) {
      assertThat(version()).as(place).isEqualTo(Long.toString(shelf.version()));
    }

    publish();

    assertThat(inTarget()).as(place + ", after the next run").isEqualTo(inLake());
    assertThat(version()).as(place).isEqualTo(Long.toString(shelf.version()));
    assertThat(tables()).as(place).noneMatch(name -> name.contains("__penstock_"));
  }

  private String version() throws Exception {
    return one("SELECT version FROM _penstock_publication ORDER BY fence DESC LIMIT 1");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private void hide() {
    rename(".parquet", ".gone");
  }

  private void show() {
    rename(".gone", ".parquet");
  }

  private void rename(String from, String to) {
    try (Stream<Path> files = Files.list(Path.of(java.net.URI.create(shelf.path())))) {
      for (Path file : files.filter(f -> f.toString().endsWith(from)).toList()) {
        Files.move(file, Path.of(file.toString().replace(from, to)));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<String, Integer> inTarget() throws Exception {
    return TargetRows.of(connect(), "t", List.of(shelf.rows().columns()));
  }

  private Map<String, Integer> inLake() {
    return TargetRows.of(shelf.rows(), List.of(shelf.rows().columns()));
  }
}
