package io.penstock.land.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes the row at which a result stands. What cannot be held goes into the last column. */
final class RowSupport extends WriteSupport<ResultSet> implements ValueSink {
  /** The column for values that no type holds, as JSON by the names of their columns. */
  static final String RESCUED = "_rescued";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<TableColumn> columns;
  private final Map<String, String> notes;
  private final RowHash hash = new RowHash();
  private final Map<String, String> rescued = new TreeMap<>();
  private RecordConsumer out;
  private int at;
  private boolean begun;

  /**
   * @param notes what the file says of itself
   */
  RowSupport(List<TableColumn> columns, Map<String, String> notes) {
    this.columns = columns;
    this.notes = notes;
  }

  RowHash hash() {
    return hash;
  }

  @Override
  public WriteContext init(Configuration settings) {
    List<org.apache.parquet.schema.Type> fields = new java.util.ArrayList<>();
    columns.forEach(column -> fields.add(column.kind().field(column.name())));
    fields.add(new TextValue().field(RESCUED));
    return new WriteContext(new MessageType("table", fields), notes);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.out = consumer;
  }

  @Override
  public void write(ResultSet row) {
    try {
      out.startMessage();
      for (at = 0; at < columns.size(); at++) {
        begun = false;
        columns.get(at).kind().read(row, at + 1, this);
        end();
      }
      keepRescued();
      out.endMessage();
      hash.row();
    } catch (SQLException e) {
      throw new RowFailure(e);
    }
  }

  private void keepRescued() {
    if (rescued.isEmpty()) {
      return;
    }
    try {
      begun = false;
      of(JSON.writeValueAsString(rescued).getBytes(StandardCharsets.UTF_8));
      end();
      rescued.clear();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void begin() {
    hash.column(at);
    out.startField(at < columns.size() ? columns.get(at).name() : RESCUED, at);
    begun = true;
  }

  private void end() {
    if (begun) {
      out.endField(at < columns.size() ? columns.get(at).name() : RESCUED, at);
    }
  }

  @Override
  public void of(boolean value) {
    begin();
    hash.number(value ? 1 : 0);
    out.addBoolean(value);
  }

  @Override
  public void of(int value) {
    begin();
    hash.number(value);
    out.addInteger(value);
  }

  @Override
  public void of(long value) {
    begin();
    hash.number(value);
    out.addLong(value);
  }

  @Override
  public void of(float value) {
    begin();
    hash.number(Float.floatToRawIntBits(value));
    out.addFloat(value);
  }

  @Override
  public void of(double value) {
    begin();
    hash.number(Double.doubleToRawLongBits(value));
    out.addDouble(value);
  }

  @Override
  public void of(byte[] value) {
    begin();
    hash.number(value.length);
    hash.bytes(value);
    out.addBinary(Binary.fromConstantByteArray(value));
  }

  @Override
  public void rescue(String written) {
    rescued.put(columns.get(at).name(), written);
  }

  /** What the server said while a row was read. */
  static final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowFailure(SQLException cause) {
      super(cause);
    }

    SQLException reason() {
      return (SQLException) getCause();
    }
  }
}
