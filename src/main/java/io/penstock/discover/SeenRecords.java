package io.penstock.discover;

import io.penstock.format.RawRecord;
import java.util.Iterator;

/** Records that are looked at for keys on their way. */
record SeenRecords(Iterator<RawRecord> records, KeyGuess guess) implements Iterator<RawRecord> {
  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public RawRecord next() {
    RawRecord record = records.next();
    if (!(record instanceof RawRecord.Malformed)) {
      guess.see(record);
    }
    return record;
  }
}
