package io.penstock.publish.protocol;

import io.penstock.plan.Definition;
import io.penstock.plan.Published;
import io.penstock.plan.TableProgress;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.Limit;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A target in memory that only looks: for what the policy decides before anything is sent. */
final class TestingTarget implements TargetTable<IOException> {
  Optional<TargetSession.LiveMark> standing = Optional.empty();
  long rows;
  List<String> columns = List.of();
  List<ColumnChange> differences = List.of();
  boolean database = true;
  int open;
  final Ledger ledger = new Ledger();
  final Map<String, Boolean> dropped = new LinkedHashMap<>();

  static Publication publication(
      PublishSpec.Mode mode, PublishSpec.Deletes deletes, String maxDelete, PublishSpec.Ddl ddl) {
    TableProgress source =
        new TableProgress(
            7, 7, -1, "made-once", "d", 7, Map.of(), Map.of(), TableProgress.Standing.AS_LEFT);
    return new Publication(
        "publish.w.t",
        TableName.gold("sales"),
        new Publication.Shape("t", List.of("id"), true, Map.of(), List.of()),
        new Publication.Edition("run", "sales of lake", source, new Definition("same", Set.of())),
        new Publication.Delivery(
            mode,
            deletes,
            new PublishSpec.Guard(
                Optional.ofNullable(maxDelete).flatMap(Limit::parse), Optional.of(ddl)),
            ddl),
        new Origin("publish/w.yml", 3));
  }

  static Publication upsert() {
    return publication(
        PublishSpec.Mode.UPSERT, PublishSpec.Deletes.TRACKED, null, PublishSpec.Ddl.ADDITIVE);
  }

  @Override
  public Dialect dialect() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fit(StructType schema, SourceProfile profile) {}

  @Override
  public Prepared prepare(Dataset<Row> gold) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SwapSession<IOException> openSwap() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChangeSession<IOException> openChange() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Session> openLook() {
    if (!database) {
      return Optional.empty();
    }
    open++;
    return Optional.of(new Session());
  }

  @Override
  public String creation() {
    return "CREATE TABLE t";
  }

  /** A session that looks at what the test has put there. */
  final class Session implements TargetSession<IOException> {
    @Override
    public void lock() {}

    @Override
    public PublicationLedger<IOException> ledger() {
      return ledger;
    }

    @Override
    public Optional<LiveMark> mark() {
      return standing;
    }

    @Override
    public long rows() {
      return rows;
    }

    @Override
    public boolean drop(String name) {
      return Boolean.TRUE.equals(dropped.replace(name, false));
    }

    @Override
    public Alive alive() {
      return () -> {};
    }

    @Override
    public List<String> columns() {
      return columns;
    }

    @Override
    public List<ColumnChange> differences(Collection<String> gone) {
      List<ColumnChange> all = new ArrayList<>(differences);
      gone.forEach(name -> all.add(new ColumnChange("DROP COLUMN " + name, false)));
      return all;
    }

    @Override
    public String statement(List<ColumnChange> changes) {
      return "ALTER TABLE t " + changes;
    }

    @Override
    public void close() {
      open--;
    }
  }

  /** A ledger that says what the test has entered. */
  static final class Ledger implements PublicationLedger<IOException> {
    Optional<String> owner = Optional.empty();
    Optional<PublicationState> state = Optional.empty();
    List<String> unfinished = List.of();

    static PublicationState state(long published, long others) {
      return new PublicationState(
          "g1",
          "made-once",
          6,
          "same",
          new TableChecksum(published, 1, 1),
          new TableChecksum(others, 0, 0),
          true);
    }

    @Override
    public void create() {}

    @Override
    public Optional<String> owner(String table) {
      return owner;
    }

    @Override
    public boolean knows(String table) {
      return state.isPresent();
    }

    @Override
    public Optional<Published> published(String table, String generation) {
      return Optional.empty();
    }

    @Override
    public Optional<PublicationState> state(String table, String generation) {
      return state.filter(each -> each.generation().equals(generation));
    }

    @Override
    public long nextFence(String table) {
      return 1;
    }

    @Override
    public long raiseFence(String table, String generation) {
      return 1;
    }

    @Override
    public boolean stillAt(String table, PublicationState at, long fence) {
      return true;
    }

    @Override
    public List<String> unfinished(String table) {
      return unfinished;
    }

    @Override
    public void begin(
        Publication publication, String run, Optional<Long> from, int parts, long rows) {}

    @Override
    public Loaded loaded(String run) {
      return new Loaded(0, 0, 0);
    }

    @Override
    public void publish(
        Publication publication, String generation, long fence, TableChecksum gold) {}

    @Override
    public void advance(
        Publication publication,
        String generation,
        String run,
        TableChecksum gold,
        TableChecksum others) {}

    @Override
    public boolean isCommitted(String run) {
      return false;
    }

    @Override
    public void settle(String table, String generation) {}
  }
}
