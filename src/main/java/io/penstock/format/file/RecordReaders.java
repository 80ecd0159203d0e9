package io.penstock.format.file;

import io.penstock.format.FilePart;
import io.penstock.format.RecordReader;
import io.penstock.format.csv.CsvRecordReader;
import io.penstock.format.json.JsonRecordReader;
import io.penstock.format.text.Lines;
import io.penstock.io.unpack.Gunzip;
import io.penstock.spec.FormatSpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Makes the reader that a format asks for. A file whose name ends in {@code .gz} or {@code .bz2} is
 * unpacked on the way.
 */
public record RecordReaders(FormatSpec format) implements java.io.Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;
  private static final String GZIP = ".gz";
  private static final String BZIP2 = ".bz2";

  /**
   * The records of one file.
   *
   * @param stored opens its bytes as they are stored, which are closed with the reader; a second
   *     time where only the whole file tells how a record is meant
   * @param name what messages call the file
   * @param fields how many fields a delimited file without a header has; 0: as many as its first
   *     record
   */
  public RecordReader open(Supplier<InputStream> stored, String name, int fields) {
    BufferedInputStream bytes = unpacked(stored.get(), name);
    requireText(bytes, name);
    return format.accept(
        new FormatSpec.Kinds<>() {
          @Override
          public RecordReader csv(FormatSpec.Csv csv) {
            return CsvRecordReader.open(
                csv, new Opening(bytes, () -> unpacked(stored.get(), name)), name, fields);
          }

          @Override
          public RecordReader json(FormatSpec.Json json) {
            return JsonRecordReader.open(json, bytes, name);
          }

          @Override
          public RecordReader parquet(FormatSpec.Parquet parquet) {
            throw byRecord();
          }
        });
  }

  /**
   * The records of a part of a file, in which quotes are as it says.
   *
   * @param stored opens its bytes at a place
   */
  public RecordReader openPart(LongFunction<InputStream> stored, String name, FilePart part) {
    return format.accept(
        new FormatSpec.Kinds<>() {
          @Override
          public RecordReader csv(FormatSpec.Csv csv) {
            return CsvRecordReader.ofPart(csv, lines(stored, name, part), part);
          }

          @Override
          public RecordReader json(FormatSpec.Json json) {
            return json.isInLines()
                ? JsonRecordReader.ofLines(lines(stored, name, part), part)
                : JsonRecordReader.open(json, beginning(stored, name), name);
          }

          @Override
          public RecordReader parquet(FormatSpec.Parquet parquet) {
            throw byRecord();
          }
        });
  }

  private Lines lines(LongFunction<InputStream> stored, String name, FilePart part) {
    return part.isFirst()
        ? Lines.open(beginning(stored, name), format.encoding(), name)
        : Lines.openPart(stored, part, name);
  }

  private BufferedInputStream beginning(LongFunction<InputStream> stored, String name) {
    BufferedInputStream bytes = unpacked(stored.apply(0), name);
    requireText(bytes, name);
    return bytes;
  }

  private static IllegalArgumentException byRecord() {
    return new IllegalArgumentException("Spark reads Parquet, not record by record");
  }

  /** Whether files of this name can be read from the middle, if their charset lets one. */
  public boolean isDivisible(String name) {
    return format.isInLines() && !hasEnding(name, GZIP) && !hasEnding(name, BZIP2);
  }

  private static boolean hasEnding(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** The stream that is open already, and new ones after it. */
  private static final class Opening implements Supplier<InputStream> {
    private final Supplier<InputStream> again;
    private InputStream first;

    Opening(InputStream first, Supplier<InputStream> again) {
      this.first = first;
      this.again = again;
    }

    @Override
    public InputStream get() {
      InputStream in = first == null ? again.get() : first;
      first = null;
      return in;
    }
  }

  /** The bytes of a file, unpacked on the way if its name says that they are packed. */
  public static BufferedInputStream unpacked(InputStream stored, String name) {
    BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
    if (hasEnding(name, GZIP)) {
      return new BufferedInputStream(new Gunzip(in), BUFFER);
    }
    return hasEnding(name, BZIP2) ? new BufferedInputStream(new LateBzip2(in), BUFFER) : in;
  }

  private void requireText(BufferedInputStream bytes, String name) {
    Optional<Packed> packed;
    try {
      packed = Packed.in(bytes);
    } catch (IOException e) {
      // Whoever reads on comes upon it again, and says how far the file could be read.
      return;
    }
    if (packed.isPresent()) {
      throw FileErrors.packed(name, format.type(), packed.get());
    }
  }
}
