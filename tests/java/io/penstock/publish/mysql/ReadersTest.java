package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.spec.OutsideException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Those who read while it is published, and those who publish at the same time. */
class ReadersTest extends SwapContract {
  private static final int SWAPS = 20;
  private static final int ROWS = 50;

  @Test
  void a_reader_sees_whole_versions_and_no_error() throws Exception {
    swap(version(0, ROWS)).version(0).run();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> read(done));
    for (int i = 1; i <= SWAPS; i++) {
      swap(version(i, ROWS + i)).version(i).run();
    }
    done.set(true);
    assertThat(reader.get(20, TimeUnit.SECONDS)).as("versions seen").isGreaterThan(SWAPS / 2);
  }

  /** The number of versions seen; an observation that is no whole version is an error. */
  private int read(AtomicBoolean done) {
    long last = -1;
    int seen = 0;
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      while (!done.get()) {
        try (ResultSet row =
            sql.executeQuery("SELECT COUNT(*), SUM(amount), MIN(v), MAX(v) FROM t")) {
          row.next();
          long version = row.getLong(3);
          long n = ROWS + version;
          assertThat(List.of(row.getLong(1), row.getLong(2), row.getLong(4)))
              .isEqualTo(List.of(n, n * (n - 1), version));
          assertThat(version).as("versions only go forward").isGreaterThanOrEqualTo(last);
          seen += version > last ? 1 : 0;
          last = version;
        }
        // Not more often than that: the publisher and the server need the processor too.
        Thread.sleep(2);
      }
      return seen;
    } catch (java.sql.SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_long_transaction_delays_the_exchange_only() throws Exception {
    swap(version(1, ROWS)).run();
    try (Connection holder = holding("t")) {
      CompletableFuture<?> swap =
          CompletableFuture.runAsync(() -> swap(version(2, ROWS)).version(2).run());
      Thread.sleep(1_500);
      assertThat(swap).isNotDone();
      assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
      holder.rollback();
      swap.get(30, TimeUnit.SECONDS);
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
  }

  @Test
  void a_transaction_that_never_ends_fails_the_run_in_time() throws Exception {
    swap(version(1, ROWS)).run();
    try (Connection holder = holding("t")) {
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> swap(version(2, ROWS)).version(2).patience(new LockTimeouts(5, 1, 2)).run())
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("holds the table")
          .hasMessageContaining("PROCESSLIST")
          .satisfies(e -> assertThat(((OutsideException) e).retryable()).isTrue());
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
      holder.rollback();
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
    swap(version(2, ROWS)).version(2).run();
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
  }

  private Connection holding(String table) throws Exception {
    Connection holder = connect();
    holder.setAutoCommit(false);
    holder.createStatement().executeQuery("SELECT COUNT(*) FROM " + table).close();
    return holder;
  }

  @Test
  void publishers_of_one_table_take_turns() throws Exception {
    List<CompletableFuture<Boolean>> all =
        Stream.of(1, 2, 3, 4)
            .map(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            swap(version(i, ROWS + i)).version(i).run();
                            return true;
                          } catch (OutsideException e) {
                            assertThat(e).hasMessageContaining("another run");
                            return false;
                          }
                        }))
            .toList();
    long won = 0;
    for (CompletableFuture<Boolean> each : all) {
      won += each.get(50, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(won).isPositive();
    int version = Integer.parseInt(one("SELECT MAX(v) FROM t"));
    assertThat(one("SELECT COUNT(*) FROM t WHERE v = " + version))
        .isEqualTo(Integer.toString(ROWS + version))
        .isEqualTo(one("SELECT COUNT(*) FROM t"));
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
    assertThat(list("SELECT version FROM _penstock_publication"))
        .containsExactly(Integer.toString(version));
  }

  @Test
  void who_cannot_get_the_lock_says_so() throws Exception {
    try (Connection other = endpoint().open();
        Connection again = endpoint().open()) {
      swap(version(1, ROWS)).run();
      TestSwap swap = swap(version(2, ROWS)).version(2).patience(new LockTimeouts(1, 1, 2));
      TargetLock.take(other, swap.publication(), swap.patience());
      assertThatThrownBy(swap::run)
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("another run is publishing it right now");
      TargetLock.take(again, swap.table("u").publication(), swap.patience());
    }
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
  }

  @Test
  void a_version_never_goes_back() throws Exception {
    swap(version(7, ROWS)).version(7).run();
    assertThatThrownBy(() -> swap(version(6, ROWS)).version(6).run())
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("version 7 there, 6 here");
    swap(version(7, ROWS)).version(7).run();
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("7");
  }
}
