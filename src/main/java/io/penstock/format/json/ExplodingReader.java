package io.penstock.format.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.RawRecord;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

/** The rows that are inside of the records of another reader. */
final class ExplodingReader extends JsonRecordReader {
  private final JsonRecordReader records;
  private final ExplodePath path;
  private Iterator<ObjectNode> rows = Collections.emptyIterator();
  private long line;

  ExplodingReader(JsonRecordReader records, ExplodePath path) {
    this.records = records;
    this.path = path;
  }

  @Override
  protected RawRecord read() {
    while (!rows.hasNext()) {
      if (!records.hasNext()) {
        return null;
      }
      RawRecord record = records.next();
      if (!(record instanceof RawRecord.Document document)) {
        return record;
      }
      line = document.line();
      ExplodePath.Rows found = path.of(document.object(), document.repeated().keySet());
      if (found.reason() != null) {
        return new RawRecord.Malformed(line, document.object().toString(), found.reason());
      }
      rows = found.rows();
    }
    return new RawRecord.Document(line, rows.next());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
