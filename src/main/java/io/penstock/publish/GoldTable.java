package io.penstock.publish;

import io.penstock.lake.Lake;
import io.penstock.plan.TableProgress;
import io.penstock.spec.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table of the lake at the version that is published, and the way it came there. */
public record GoldTable(Lake lake, TableName name, TableProgress progress) {

  /** The version that is published. */
  public long version() {
    return progress.version();
  }

  /** All its rows. */
  public Dataset<Row> rows() {
    return lake.at(name, version());
  }

  /** Its rows as of an earlier version. */
  public Dataset<Row> rowsAt(long earlier) {
    return lake.at(name, earlier);
  }

  /** Where it lies, and what it says of itself. */
  public Lake.Place place() {
    return lake.place(name);
  }

  /** How many rows it has; the log of the table knows, no row is read. */
  public long count() {
    return rows().count();
  }

  /**
   * Every change after an earlier version.
   *
   * @throws Lake.ChangesGone if they can no longer be read
   */
  public Dataset<Row> changesSince(long earlier) {
    return lake.changes(name, progress.firstUnread(earlier), version());
  }
}
