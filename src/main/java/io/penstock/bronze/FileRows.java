package io.penstock.bronze;

import static org.apache.spark.sql.functions.col;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.bind.TypedRecord;
import io.penstock.ops.LandedFile;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.PenstockException;
import io.penstock.sql.Engine;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The records of files as rows: the bronze columns, then why a record is malformed and its text.
 * What breaks a file in the middle becomes its last row, so that it can be counted and explained.
 */
final class FileRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Why the record cannot be a row; NULL for a good one. */
  static final String MALFORMED = "__malformed";

  /** The text of a record that cannot be a row. */
  static final String RAW = "__raw";

  /** Why the file cannot be read further; NULL but for the last row of such a file. */
  static final String BROKEN_FILE = "__broken_file";

  /** Why a value was rescued; NULL when none was. */
  static final String REJECTED = "__rejected";

  /** How many records the file had; NULL but for the row behind its last one. */
  static final String END = "__end";

  private final FileOpener opener;
  private final ArrayList<ArrayList<LandedFile>> groups;
  private final LinkedHashMap<String, Columns> byPath;
  private final int width;

  /**
   * Where the values of one kind of file go.
   *
   * @param width how many fields a file without a header has; 0 for others
   */
  record Columns(RecordConverter converter, int[] places, int[] extras, int width)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  FileRows(
      FileOpener opener,
      List<ArrayList<LandedFile>> groups,
      Map<String, Columns> byPath,
      int width) {
    this.opener = opener;
    this.groups = new ArrayList<>(groups);
    this.byPath = new LinkedHashMap<>(byPath);
    this.width = width;
  }

  static StructType schema(BronzeColumns columns) {
    return columns
        .files()
        .add(MALFORMED, DataTypes.StringType)
        .add(RAW, DataTypes.StringType)
        .add(BROKEN_FILE, DataTypes.StringType)
        .add(REJECTED, DataTypes.StringType)
        .add(END, DataTypes.LongType)
        .add(RescueDetails.COLUMN, DataTypes.StringType);
  }

  /** Whether a row only says how many there were. */
  static Column isEnd() {
    return col(END).isNotNull();
  }

  Dataset<Row> rows(SparkSession spark, BronzeColumns columns) {
    return spark
        .range(0, groups.size(), 1, groups.size())
        .as(Encoders.LONG())
        .flatMap(
            (FlatMapFunction<Long, Row>)
                group -> new Files(groups.get(group.intValue()).iterator()),
            Engine.rows(schema(columns)));
  }

  /** The rows of one file after another, each opened when its turn comes. */
  private final class Files implements Iterator<Row> {
    private final Iterator<LandedFile> files;
    private LandedFile file;
    private RecordReader reader;
    private Columns columns;
    private Row next;
    private long read;
    private PenstockException broken;

    Files(Iterator<LandedFile> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        if (reader == null && !open()) {
          return false;
        }
        next = read();
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private boolean open() {
      if (!files.hasNext()) {
        return false;
      }
      file = files.next();
      columns = byPath.get(file.path());
      reader = opener.open(file, columns.width());
      read = 0;
      return true;
    }

    private Row read() {
      try {
        if (broken == null && reader.hasNext()) {
          RawRecord record = reader.next();
          read++;
          return row(record);
        }
        broken = null;
        close();
        return end();
      } catch (PenstockException e) {
        // The file's last row; behind it comes its end.
        broken = e;
        read++;
        return special(-1, null, null, e.getMessage());
      }
    }

    private void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } finally {
        reader = null;
      }
    }

    private Row row(RawRecord record) {
      if (record instanceof RawRecord.Malformed malformed) {
        return special(malformed.line(), malformed.reason(), malformed.raw(), null);
      }
      TypedRecord typed = columns.converter().convert(record);
      Object[] values = new Object[width + 9];
      for (int i = 0; i < columns.places().length; i++) {
        values[columns.places()[i]] = typed.values()[i];
      }
      for (int i = 0; i < typed.extras().length; i++) {
        values[columns.extras()[i]] = typed.extras()[i];
      }
      values[width] = typed.rescuedJson().orElse(null);
      values[width + 1] = file.path();
      values[width + 2] = typed.line();
      values[width + 6] = rejected(typed);
      values[width + 8] = typed.detailsJson().orElse(null);
      return RowFactory.create(values);
    }

    private static String rejected(TypedRecord typed) {
      return typed.rejections().isEmpty()
          ? null
          : "'" + typed.rejections().get(0).column() + "' " + typed.rejections().get(0).reason();
    }

    private Row end() {
      Object[] values = new Object[width + 9];
      values[width + 1] = file.path();
      values[width + 7] = read;
      return RowFactory.create(values);
    }

    private Row special(long line, String malformed, String raw, String broken) {
      Object[] values = new Object[width + 9];
      values[width + 1] = file.path();
      values[width + 2] = line < 0 ? null : line;
      values[width + 3] = malformed;
      values[width + 4] = raw;
      values[width + 5] = broken;
      return RowFactory.create(values);
    }
  }
}
