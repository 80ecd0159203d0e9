package io.penstock.format.file;

import io.penstock.format.RecordReader;
import io.penstock.format.csv.CsvRecordReader;
import io.penstock.format.json.JsonRecordReader;
import io.penstock.io.unpack.Gunzip;
import io.penstock.spec.FormatSpec;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.Locale;

/**
 * Makes the reader that a format asks for. A file whose name ends in {@code .gz} is unpacked on the
 * way.
 *
 * @param fields how many fields a delimited file without a header has
 */
public record RecordReaders(FormatSpec format, int fields) implements java.io.Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  /**
   * The records of one file.
   *
   * @param stored its bytes as they are stored; closed with the reader
   * @param name what messages call the file
   */
  public RecordReader open(InputStream stored, String name) {
    InputStream in = new BufferedInputStream(stored, BUFFER);
    InputStream bytes = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new Gunzip(in) : in;
    return format.accept(
        new FormatSpec.Kinds<>() {
          @Override
          public RecordReader csv(FormatSpec.Csv csv) {
            return CsvRecordReader.open(csv, bytes, name, fields);
          }

          @Override
          public RecordReader json(FormatSpec.Json json) {
            return JsonRecordReader.open(json, bytes, name);
          }

          @Override
          public RecordReader parquet(FormatSpec.Parquet parquet) {
            throw new IllegalArgumentException("Spark reads Parquet, not record by record");
          }
        });
  }
}
