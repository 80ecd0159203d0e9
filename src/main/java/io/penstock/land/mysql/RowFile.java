package io.penstock.land.mysql;

import java.io.IOException;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** A Parquet file of rows. */
final class RowFile {
  /** What is held in memory before it is written; several of these are written side by side. */
  private static final long GROUP_BYTES = 16L << 20;

  private final NewFiles.Open open;
  private final StreamedFile file;
  private final RowSupport support;
  private final ParquetWriter<ResultSet> writer;

  private RowFile(NewFiles.Open open, List<TableColumn> columns, Map<String, String> notes)
      throws IOException {
    this.open = open;
    this.file = new StreamedFile(open.stream());
    this.support = new RowSupport(columns, notes);
    this.writer = new Builder(file, support).build();
  }

  static RowFile in(NewFiles files, List<TableColumn> columns, Map<String, String> notes)
      throws IOException {
    NewFiles.Open open = files.open();
    try {
      return new RowFile(open, columns, notes);
    } catch (IOException | RuntimeException e) {
      open.discard();
      throw e;
    }
  }

  void write(ResultSet row) throws IOException {
    writer.write(row);
  }

  /** How many bytes there are, about. */
  long size() {
    return writer.getDataSize();
  }

  /** Ends it well, and says what its rows add up to. */
  RowHash keep() throws IOException {
    writer.close();
    open.keep(file.length());
    return support.hash();
  }

  /** Forgets it. */
  void discard() throws IOException {
    open.discard();
  }

  private static final class Builder extends ParquetWriter.Builder<ResultSet, Builder> {
    private final RowSupport support;

    Builder(OutputFile file, RowSupport support) {
      super(file);
      this.support = support;
      withRowGroupSize(GROUP_BYTES);
      withCompressionCodec(CompressionCodecName.SNAPPY);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ResultSet> getWriteSupport(Configuration settings) {
      return support;
    }
  }
}
