package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.StoragePath;
import io.penstock.land.mysql.Extracted;
import io.penstock.land.mysql.Snapshot;
import io.penstock.land.mysql.TableExtract;
import io.penstock.land.mysql.TableProblem;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.spec.DatabaseTable;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceLocation.Database.Together;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of a database. All tables of a file are read in one snapshot, which the first of their
 * steps takes. What is read becomes files; the cursor is committed with them, so whoever is ended
 * before reads the same rows again, and whoever comes after does not.
 */
final class DatabaseLanding {
  private static final String CURSOR = "cursor";
  private static final String COLUMN = "cursor_column";
  private static final String DIGEST = "digest";
  private static final String KEYS = "keys_digest";
  private static final String SHAPE = "shape";

  private final LandStep step;
  private final StepContext context;
  private final SourceLocation.Database location;

  DatabaseLanding(LandStep step, SourceLocation.Database location) {
    this.step = step;
    this.context = step.context();
    this.location = location;
  }

  StepOutcome run() {
    String name = "snapshot of " + location.file();
    MySqlEndpoint server =
        DatabaseLook.server(step.landing(), location, context.run().connections());
    try {
      Snapshot snapshot =
          context
              .run()
              .shared()
              .of(
                  name,
                  context.step(),
                  location.together().stream().map(Together::step).collect(Collectors.toSet()),
                  () ->
                      Snapshot.of(
                          server,
                          location.together().stream()
                              .filter(t -> context.run().shared().isOfRun(t.step()))
                              .flatMap(t -> t.table().stream())
                              .toList(),
                          location.connections()));
      try {
        return land(server, snapshot);
      } catch (TableProblem e) {
        // The others' tables are well.
        throw e;
      } catch (SQLException | IOException | RuntimeException | InterruptedException e) {
        context.run().shared().broken(name, snapshot);
        throw e;
      }
    } catch (SQLException e) {
      throw LandErrors.database(step.landing().place(), location, server, e);
    } catch (TableProblem e) {
      throw LandErrors.unfit(step.landing().place(), location, e);
    } catch (IOException e) {
      throw LandErrors.notWritten(step.landing().place(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LandErrors.interrupted(step.landing().place(), e);
    } finally {
      context.run().shared().done(name, context.step());
    }
  }

  private StepOutcome land(MySqlEndpoint server, Snapshot snapshot)
      throws SQLException, IOException, InterruptedException {
    Map<String, String> before = step.landing().notes();
    long batch = context.nextBatch();
    String folder = "%012d-%s".formatted(batch, context.runId());
    StoragePath landing =
        step.landing()
            .storage()
            .path(context.lake().location().landingFolder(step.landing().source().name()));
    LandedParquet files =
        new LandedParquet(step.landing().storage(), landing.resolve(folder), folder, batch);
    TableExtract extract =
        new TableExtract(
            snapshot,
            location.table(),
            files,
            rows -> {
              context.progress().at(rows, Math.max(rows, 1), "rows");
              FaultPoint.pass(context.step(), "rows-read");
            });
    String shape = Digests.sha256(server.url() + "\n" + extract.fingerprint());
    boolean asBefore = shape.equals(before.get(SHAPE));
    Optional<String> seen = context.rebuilds() || !asBefore ? Optional.empty() : seen(before);
    Extracted extracted = extract.run(seen);
    FaultPoint.pass(context.step(), "after-extract");
    String digest = (seen.isPresent() ? "some " : "all ") + extracted.digest();
    String cursor = location.table().cursor().map(DatabaseTable.Cursor::column).orElse("");
    boolean noted = cursor.equals(before.getOrDefault(COLUMN, ""));
    boolean nothing = seen.isPresent() && extracted.rows() == 0;
    boolean same = asBefore && noted && (digest.equals(before.get(DIGEST)) || nothing);
    LandedParquet keys = files.beside("keys");
    Optional<String> keysDigest = Optional.empty();
    if (seen.isPresent() && location.table().deletes() == DatabaseTable.Deletes.DETECT) {
      keysDigest =
          Optional.of(
              new TableExtract(snapshot, location.table(), keys, rows -> {}).keys().digest());
    }
    FaultPoint.pass(context.step(), "after-keys");
    boolean sameKeys = keysDigest.map(found -> found.equals(before.get(KEYS))).orElse(true);
    if (same) {
      files.discard();
    }
    if (sameKeys) {
      keys.discard();
    }
    if (same && sameKeys) {
      return StepOutcome.skipped(
          "the " + extracted.rows() + " rows of " + location.display() + " are those of before");
    }
    List<LandedFile> landed = new ArrayList<>(same ? List.of() : files.kept());
    landed.addAll(sameKeys ? List.of() : keys.kept());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(SHAPE, shape);
    notes.put(DIGEST, digest);
    keysDigest.ifPresent(found -> notes.put(KEYS, found));
    notes.put(COLUMN, cursor);
    extracted.cursor().or(() -> seen).ifPresent(value -> notes.put(CURSOR, value));
    StepOutcome outcome =
        step.enter(new Arrivals(landed.size(), landed, 0, 0, 0), location.display(), notes);
    String what = seen.map(value -> " since " + value).orElse("");
    return outcome.withDetail(extracted.rows() + " rows" + what + " in " + outcome.detail());
  }

  /** How far the cursor has come, unless it is another one now. */
  private Optional<String> seen(Map<String, String> notes) {
    return location
        .table()
        .cursor()
        .filter(cursor -> cursor.column().equals(notes.get(COLUMN)))
        .map(cursor -> notes.get(CURSOR));
  }
}
