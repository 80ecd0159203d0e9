package io.penstock.local.redshift;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** The rows of a Parquet file as CSV, in which NULL is a text that no value has. */
final class ParquetCsv {
  static final String NULL = "\\N";

  private static final long JULIAN_EPOCH = 2_440_588;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private ParquetCsv() {}

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport() {
        @Override
        public ReadContext init(
            ParquetConfiguration configuration,
            java.util.Map<String, String> metadata,
            org.apache.parquet.schema.MessageType schema) {
          return new ReadContext(schema);
        }
      };
    }
  }

  static void write(Path file, List<CopyColumn> targets, OutputStream out) throws IOException {
    boolean checked = false;
    try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (!checked) {
          ParquetColumns.require(row.getType(), targets);
          checked = true;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.getType().getFieldCount(); i++) {
          line.append(i == 0 ? "" : ",");
          if (row.getFieldRepetitionCount(i) == 0) {
            line.append(NULL);
          } else {
            line.append('"').append(text(row, i).replace("\"", "\"\"")).append('"');
          }
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String text(Group row, int i) {
    PrimitiveType type = row.getType().getType(i).asPrimitiveType();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(unscaled(row, i, type), decimal.getScale()).toPlainString();
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> String.valueOf(row.getBoolean(i, 0));
      case INT32 ->
          logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
              ? LocalDate.ofEpochDay(row.getInteger(i, 0)).toString()
              : String.valueOf(row.getInteger(i, 0));
      case INT64 ->
          logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
              ? moment(
                  Math.floorDiv(row.getLong(i, 0), 1_000_000),
                  Math.floorMod(row.getLong(i, 0), 1_000_000) * 1_000)
              : String.valueOf(row.getLong(i, 0));
      case INT96 -> int96(row.getInt96(i, 0));
      case FLOAT -> String.valueOf(row.getFloat(i, 0));
      case DOUBLE -> String.valueOf(row.getDouble(i, 0));
      default ->
          logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
              ? row.getBinary(i, 0).toStringUsingUTF8()
              : "\\x" + HexFormat.of().formatHex(row.getBinary(i, 0).getBytes());
    };
  }

  private static BigInteger unscaled(Group row, int i, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> BigInteger.valueOf(row.getInteger(i, 0));
      case INT64 -> BigInteger.valueOf(row.getLong(i, 0));
      default -> new BigInteger(row.getBinary(i, 0).getBytes());
    };
  }

  private static String int96(Binary value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long day = bytes.getInt() - JULIAN_EPOCH;
    return moment(day * 86_400 + nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  private static String moment(long seconds, long nanos) {
    return TIME.format(LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC));
  }
}
