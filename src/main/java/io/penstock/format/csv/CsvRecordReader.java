package io.penstock.format.csv;

import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.SequentialReader;
import io.penstock.format.text.LineReader;
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
 * (which is no record, in a file of one column neither), the preamble or the header.
 */
public final class CsvRecordReader extends SequentialReader {
  private static final int NO_WIDTH = RecordAssembler.ANY_WIDTH;

  private final LineReader lines;
  private final RecordAssembler assembler;
  private final CsvHeader header;
  private int width;
  private boolean secondTable;

  private CsvRecordReader(
      FormatSpec.Csv format, LineReader lines, int width, BooleanSupplier quotesAreSound) {
    CsvDialect dialect = CsvDialect.of(format);
    LineWindow window = new LineWindow(lines);
    window.skip(format.skipRows());
    this.lines = lines;
    this.assembler = new RecordAssembler(dialect, window, quotesAreSound);
    this.header = header(format, dialect, window);
    this.width = format.header() ? header.names().size() : width;
  }

  private static CsvHeader header(FormatSpec.Csv format, CsvDialect dialect, LineWindow window) {
    return format.header()
        ? CsvHeader.read(
            new RecordAssembler(dialect.withoutNull(), window, () -> false), format.headerRows())
        : CsvHeader.NONE;
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
    LineReader lines = LineReader.open(bytes.get(), format.encoding(), fileName);
    return new CsvRecordReader(
        format, lines, declaredWidth, () -> isSound(format, bytes, fileName, declaredWidth));
  }

  /** Whether all quotes of the file close where a quote may close, as RFC 4180 has it. */
  private static boolean isSound(
      FormatSpec.Csv format, Supplier<InputStream> bytes, String fileName, int declaredWidth) {
    CsvDialect dialect = CsvDialect.of(format);
    try (InputStream in = bytes.get()) {
      LineWindow window = new LineWindow(LineReader.open(in, format.encoding(), fileName));
      window.skip(format.skipRows());
      CsvHeader header = header(format, dialect, window);
      RecordAssembler records = RecordAssembler.trusting(dialect, window);
      int width = format.header() ? header.names().size() : declaredWidth;
      for (RawRecord record = records.next(width); record != null; record = records.next(width)) {
        if (records.isDamaged()) {
          return false;
        }
        width = record instanceof Fields fields ? fields.values().size() : width;
      }
      return header.problem().isEmpty();
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
