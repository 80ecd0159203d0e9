package io.penstock.bronze;

import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.spec.PenstockException;
import io.penstock.sql.OpenRow;
import io.penstock.sql.PartRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The records of slices that cannot be rows of the table, as rows of its quarantine. */
record BadRecords(FileOpener opener, String runId) implements PartRows.Source<ArrayList<Slice>> {
  private static final long serialVersionUID = 1L;

  static Dataset<Row> of(
      SparkSession spark, List<ArrayList<Slice>> tasks, FileOpener opener, String runId) {
    return PartRows.of(
        spark, "bad records", RefusedFiles.SCHEMA, tasks, new BadRecords(opener, runId));
  }

  @Override
  public PartRows.Reader open(ArrayList<Slice> slices) {
    return new Rows(slices);
  }

  private final class Rows extends SliceRows {
    private Slice slice;
    private boolean broken;
    private long given;

    Rows(List<Slice> slices) {
      super(opener, slices);
    }

    @Override
    void begin(Slice next) {
      slice = next;
      broken = false;
      given = 0;
    }

    @Override
    boolean fill(OpenRow row, RecordReader records) {
      try {
        while (!broken) {
          PlainRecord plain = records.plain();
          if (plain == null && !records.hasNext()) {
            requireAll();
            return false;
          }
          if (plain == null && records.next() instanceof RawRecord.Malformed bad) {
            given++;
            fill(row, BronzeStep.MALFORMED_RULE, bad.reason(), bad.line(), bad.raw());
            return true;
          }
        }
        return false;
      } catch (PenstockException e) {
        if (e.retryable()) {
          throw e;
        }
        if (slice.found() != null && !slice.found().breaks()) {
          throw BronzeErrors.outOfReach(slice, e);
        }
        requireAll();
        broken = true;
        fill(row, BronzeStep.BAD_FILE_RULE, e.getMessage(), null, null);
        return true;
      }
    }

    private void requireAll() {
      if (slice.found() != null && given != slice.found().malformed()) {
        throw BronzeErrors.readOtherwise(slice, given, slice.found().malformed());
      }
    }

    private void fill(OpenRow row, String rule, String reason, Long line, String raw) {
      row.setValue(0, new String[] {rule});
      row.setValue(1, reason);
      row.setValue(2, slice.file().path());
      row.setValue(3, line);
      row.setValue(4, runId);
      row.setValue(5, raw);
    }
  }
}
