package io.penstock.bronze;

import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.TypedRecord;
import io.penstock.format.value.Cells;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads a slice once without keeping anything, to know what will be in it. */
final class SliceReading {
  private static final Cells NOWHERE = new Nowhere();

  private final FileOpener opener;
  private final Slice slice;
  private final Tally tally = new Tally();
  private final Set<String> keys = new LinkedHashSet<>();
  private long plainOnes;

  private SliceReading(FileOpener opener, Slice slice) {
    this.opener = opener;
    this.slice = slice;
  }

  /**
   * What is in a slice. A file breaks where it does so twice: a connection that was cut once says
   * nothing of it.
   */
  static SliceSurvey of(FileOpener opener, Slice slice) {
    SliceSurvey first = new SliceReading(opener, slice).read();
    return first.tally().broken() == 0 ? first : new SliceReading(opener, slice).read();
  }

  private SliceSurvey read() {
    RecordReader opened;
    try {
      opened = opener.open(slice.file(), slice.part());
    } catch (PenstockException e) {
      if (e.retryable()) {
        throw e;
      }
      return unopened(e);
    }
    return read(opened);
  }

  /** Of a slice that cannot even be opened. */
  private SliceSurvey unopened(PenstockException e) {
    tally.addBroken(e.getMessage(), slice.part().line());
    long from = slice.part().from();
    boolean known = slice.part().isFirst() || slice.part().aligned();
    return new SliceSurvey(known ? from : -1, from, 0, false, false, tally, new ArrayList<>());
  }

  private SliceSurvey read(RecordReader opened) {
    try (RecordReader reader = opened) {
      RecordReader.Place start = reader.place();
      boolean damaged = false;
      try {
        damaged = readAll(reader);
      } catch (PenstockException e) {
        if (e.retryable()) {
          throw e;
        }
        // A file that breaks off is none whose quotes can be taken at their word.
        damaged = slice.part().sound();
        tally.addBroken(e.getMessage(), reader.place().line() - slice.part().line());
      }
      tally.addGood(plainOnes);
      RecordReader.Place end = reader.place();
      return new SliceSurvey(
          slice.part().isFirst() ? 0 : start.position(),
          end.position(),
          end.line() - slice.part().line(),
          damaged,
          end.secondTable(),
          tally,
          new ArrayList<>(keys));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it came upon damage that it was told there is none of. */
  private boolean readAll(RecordReader reader) {
    while (true) {
      PlainRecord plain = reader.plain();
      if (plain != null && slice.columns().read(plain, NOWHERE)) {
        plainOnes++;
        continue;
      }
      if (plain == null && !reader.hasNext()) {
        return false;
      }
      count(plain == null ? reader.next() : plain.lasting());
      if (slice.part().sound() && plain == null && reader.place().damaged()) {
        return true;
      }
    }
  }

  private void count(RawRecord record) {
    String path = slice.file().path();
    long line = record.line() - slice.part().line();
    if (record instanceof RawRecord.Malformed bad) {
      tally.addMalformed(new UsualReason(bad.reason(), 1, path, line, bad.raw()));
      return;
    }
    if (record instanceof RawRecord.Document document && keys.size() <= ColumnSpec.MOST) {
      document.object().fieldNames().forEachRemaining(keys::add);
    }
    tally.addGood(1);
    TypedRecord typed = slice.columns().converter().convert(record);
    if (!typed.rejections().isEmpty()) {
      tally.addRescued(new UsualReason(FileRows.rejected(typed), 1, path, line, null));
    }
  }

  /** Takes values and keeps none. */
  private static final class Nowhere implements Cells {
    @Override
    public void setBoolean(int column, boolean value) {}

    @Override
    public void setInt(int column, int value) {}

    @Override
    public void setLong(int column, long value) {}

    @Override
    public void setFloat(int column, float value) {}

    @Override
    public void setDouble(int column, double value) {}

    @Override
    public void setDecimal(int column, long unscaled, int precision, int scale) {}

    @Override
    public void setText(int column, byte[] bytes, int from, int to) {}
  }
}
