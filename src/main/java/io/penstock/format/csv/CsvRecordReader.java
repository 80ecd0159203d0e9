package io.penstock.format.csv;

import io.penstock.format.FilePart;
import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.SequentialReader;
import io.penstock.format.text.ByteLines;
import io.penstock.format.text.Lines;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The records of a delimited file. Every line of the file is in exactly one record, a blank line
 * (which is no record, but for a file of one column, where it is an empty field), the preamble or
 * the header.
 */
public final class CsvRecordReader extends SequentialReader {
  private static final int NO_WIDTH = RecordAssembler.ANY_WIDTH;

  private final Lines lines;
  private final LineWindow window;
  private final CsvDialect dialect;
  private final RecordAssembler assembler;
  private final CsvHeader header;
  private final long end;
  private PlainScanner plain;
  private int width;
  private boolean secondTable;

  private CsvRecordReader(
      FormatSpec.Csv format, Lines lines, FilePart part, BooleanSupplier quotesAreSound) {
    this.lines = lines;
    this.dialect = CsvDialect.of(format);
    this.window = new LineWindow(lines);
    this.assembler =
        part.sound()
            ? RecordAssembler.trusting(dialect, window)
            : new RecordAssembler(dialect, window, quotesAreSound);
    if (part.isFirst()) {
      window.skip(format.skipRows());
      this.header = header(format, dialect, window);
    } else {
      this.header = new CsvHeader(part.header(), Optional.empty());
    }
    this.end = part.to();
    window.endAt(end);
    this.width = format.header() ? header.names().size() : part.width();
    this.secondTable = part.afterTable();
    requirePlain();
  }

  private static CsvHeader header(FormatSpec.Csv format, CsvDialect dialect, LineWindow window) {
    return format.header()
        ? CsvHeader.read(
            new RecordAssembler(dialect.withoutNull(), window, () -> false), format.headerRows())
        : CsvHeader.NONE;
  }

  private void requirePlain() {
    if (plain == null && lines instanceof ByteLines bytes && header.problem().isEmpty()) {
      plain = PlainScanner.of(dialect, bytes, header, width, end);
    }
  }

  /**
   * Reads the header; without one, the first readable record says how many fields there are.
   *
   * @param bytes opens the file; a second time where only the whole of it tells how a record is
   *     meant
   */
  public static CsvRecordReader open(
      FormatSpec.Csv format, Supplier<InputStream> bytes, String fileName) {
    return open(format, bytes, fileName, NO_WIDTH);
  }

  /** The same, where a file without a header is declared to have this many fields. */
  public static CsvRecordReader open(
      FormatSpec.Csv format, Supplier<InputStream> bytes, String fileName, int declaredWidth) {
    FilePart whole = FilePart.whole(declaredWidth, false);
    return new CsvRecordReader(
        format,
        Lines.open(bytes.get(), format.encoding(), fileName),
        whole,
        () -> isSound(format, bytes, fileName, declaredWidth));
  }

  /** Those of a part, in which quotes are as it says: nobody looks at the rest of the file. */
  public static CsvRecordReader ofPart(FormatSpec.Csv format, Lines lines, FilePart part) {
    return new CsvRecordReader(format, lines, part, () -> false);
  }

  /** Whether all quotes of the file close where a quote may close, as RFC 4180 has it. */
  private static boolean isSound(
      FormatSpec.Csv format, Supplier<InputStream> bytes, String fileName, int declaredWidth) {
    try (InputStream in = bytes.get()) {
      CsvRecordReader reader =
          ofPart(
              format,
              Lines.open(in, format.encoding(), fileName),
              FilePart.whole(declaredWidth, true));
      while (reader.hasNext()) {
        reader.next();
        if (reader.assembler.isDamaged()) {
          return false;
        }
      }
      return reader.header.problem().isEmpty();
    } catch (IOException | PenstockException e) {
      // Whoever reads on comes upon it again; what is broken is not sound.
      return false;
    }
  }

  @Override
  public List<String> header() {
    return header.names();
  }

  @Override
  public Optional<String> headerProblem() {
    return header.problem();
  }

  @Override
  public PlainRecord plain() {
    return plain != null && !secondTable && window.hasNothingAhead() && isBetween()
        ? plain.next()
        : null;
  }

  @Override
  public Place place() {
    return new Place(
        window.position(),
        window.number(),
        lines.charset().name(),
        assembler.isDamaged(),
        secondTable);
  }

  @Override
  protected RawRecord read() {
    RawRecord record = assembler.next(width);
    if (record == null) {
      return null;
    }
    if (header.problem().isPresent()) {
      return refused(record, "stands under a header that cannot be read");
    }
    if (record instanceof Fields fields) {
      width = fields.values().size();
      requirePlain();
    }
    if (!secondTable && header.repeatedBy(valuesOf(record))) {
      secondTable = true;
      return refused(record, "repeats the header: a second table starts here");
    }
    return secondTable ? refused(record, "belongs to a second table in the file") : record;
  }

  private List<String> valuesOf(RawRecord record) {
    return record instanceof Fields fields
        ? fields.values()
        : assembler.fieldsOf(assembler.lastText());
  }

  private RawRecord refused(RawRecord record, String reason) {
    return new Malformed(record.line(), assembler.lastText(), reason);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
