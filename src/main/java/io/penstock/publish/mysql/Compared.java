package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.publish.rows.ComparedColumn;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;

/**
 * A column as the hashes of a row take it in: as text that the lake and the server both have for
 * each of its values.
 *
 * @param how which text that is
 * @param chosen the type that the user chose for it
 * @param converted whether the server may have it in another character set
 */
public record Compared(String name, How how, Optional<ChosenType> chosen, boolean converted)
    implements ComparedColumn {

  /** The ways of comparing. */
  enum How {
    /** As the text that is sent. */
    SENT,
    /** By a checksum: a text may be longer than the server lets any expression be. */
    CHECKSUM,
    /** By its bits. */
    BITS,
    /** As what the chosen type makes of it. */
    CHOSEN
  }

  /** One that is compared as it is sent. */
  static Compared sent(String name) {
    return new Compared(name, How.SENT, Optional.empty(), true);
  }

  /**
   * @param key whether it is part of the key, whose texts are short
   * @param anyText whether texts may be in another character set than they were sent in
   */
  static Compared of(
      String name, DataType type, Optional<String> chosen, boolean key, boolean anyText) {
    Optional<ChosenType> wanted = chosen.map(ChosenType::of);
    boolean text = type instanceof StringType;
    if (wanted.filter(w -> w.target() != ChosenType.Target.TEXT).isPresent()) {
      boolean bytes = wanted.get().target() == ChosenType.Target.BYTES;
      return new Compared(name, bytes ? How.CHECKSUM : How.CHOSEN, wanted, false);
    }
    if (type instanceof BinaryType) {
      return new Compared(name, How.CHECKSUM, wanted, false);
    }
    if (wanted.isEmpty() && (type instanceof DoubleType || type instanceof FloatType)) {
      return new Compared(name, How.BITS, wanted, false);
    }
    boolean converted = wanted.isPresent() || text && anyText;
    return new Compared(name, text && !key ? How.CHECKSUM : How.SENT, wanted, converted);
  }

  @Override
  public boolean isSent() {
    return how == How.SENT;
  }

  @Override
  public Column text(DataType type, Column value) {
    return switch (how) {
      case SENT -> MySqlDialect.text(type, value);
      case CHECKSUM -> crc32(value.cast("binary")).cast("string");
      case BITS -> RealText.of(value.cast("double"));
      case CHOSEN ->
          chosen.orElseThrow().isOpaque()
              ? when(value.isNotNull(), lit("+"))
              : chosen.get().canonical(type, value);
    };
  }

  @Override
  public String sql() {
    String column = "t." + MySqlStatements.quoted(name);
    // Numbers and times become ASCII by themselves; to ask for it costs a sixth of the time.
    return switch (how) {
      case SENT -> converted ? "CAST(" + column + " AS CHAR CHARACTER SET utf8mb4)" : column;
      case CHECKSUM ->
          "CRC32(" + (converted ? "CONVERT(" + column + " USING utf8mb4)" : column) + ")";
      case BITS -> RealText.sql(column);
      case CHOSEN ->
          chosen.orElseThrow().isOpaque()
              ? "IF(" + column + " IS NULL, NULL, '+')"
              : chosen.get().sql(column);
    };
  }
}
