package io.penstock.bronze;

import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.TypedRecord;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.PenstockException;
import io.penstock.sql.OpenRow;
import io.penstock.sql.PartRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The good records of slices as rows of the bronze table, but for what the run adds to each. */
record FileRows(FileOpener opener, int width) implements PartRows.Source<ArrayList<Slice>> {
  private static final long serialVersionUID = 1L;

  static StructType schema(BronzeColumns columns) {
    return columns.files().add(RescueDetails.COLUMN, DataTypes.StringType);
  }

  static Dataset<Row> of(
      SparkSession spark, BronzeColumns columns, List<ArrayList<Slice>> tasks, FileOpener opener) {
    return PartRows.of(
        spark, "files", schema(columns), tasks, new FileRows(opener, columns.data().size()));
  }

  /** Why a value of the record was rescued: of several the first. */
  static String rejected(TypedRecord typed) {
    return "'" + typed.rejections().get(0).column() + "' " + typed.rejections().get(0).reason();
  }

  @Override
  public PartRows.Reader open(ArrayList<Slice> slices) {
    return new Rows(slices);
  }

  private final class Rows extends SliceRows {
    private final OpenCells cells = new OpenCells();
    private FileColumns columns;
    private Slice slice;
    private long given;
    private byte[] path;

    Rows(List<Slice> slices) {
      super(opener, slices);
    }

    @Override
    void begin(Slice next) {
      slice = next;
      given = 0;
      columns = slice.columns();
      path = slice.file().path().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    boolean fill(OpenRow row, RecordReader records) {
      boolean filled = next(row, records);
      given += filled ? 1 : 0;
      if (!filled && slice.found() != null && given != slice.found().good()) {
        throw BronzeErrors.readOtherwise(slice, given, slice.found().good());
      }
      return filled;
    }

    private boolean next(OpenRow row, RecordReader records) {
      cells.in(row);
      try {
        while (true) {
          PlainRecord plain = records.plain();
          if (plain == null && !records.hasNext()) {
            return false;
          }
          row.clear();
          if (plain != null && columns.read(plain, cells)) {
            origin(row, plain.line());
            return true;
          }
          RawRecord record = plain == null ? records.next() : plain.lasting();
          if (!(record instanceof RawRecord.Malformed)) {
            row.clear();
            fill(row, columns.converter().convert(record));
            return true;
          }
        }
      } catch (PenstockException e) {
        // What was read before is good; the quarantine has what stopped it, if that was no
        // accident.
        if (e.retryable()) {
          throw e;
        }
        if (slice.found() != null && !slice.found().breaks()) {
          throw BronzeErrors.outOfReach(slice, e);
        }
        return false;
      }
    }

    private void fill(OpenRow row, TypedRecord typed) {
      int[] places = columns.places();
      for (int i = 0; i < places.length; i++) {
        row.setValue(places[i], typed.values()[i]);
      }
      int[] extras = columns.extras();
      for (int i = 0; i < typed.extras().length; i++) {
        row.setValue(extras[i], typed.extras()[i]);
      }
      row.setValue(width, typed.rescuedJson().orElse(null));
      origin(row, typed.line());
      row.setValue(width + 3, typed.detailsJson().orElse(null));
    }

    private void origin(OpenRow row, long line) {
      row.setText(width + 1, path, 0, path.length);
      row.setLong(width + 2, line);
    }
  }
}
