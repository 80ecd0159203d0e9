package io.penstock.land.mysql;

import io.penstock.spec.DatabaseTable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the types of MySQL and MariaDB to the kinds of columns that hold the same values. */
final class ColumnKinds {
  private static final Pattern TYPE = Pattern.compile("([a-z0-9]+)(?:\\((\\d+)(?:,(\\d+))?\\))?.*");
  private static final int MOST_DIGITS = 38;
  private static final int DIGITS_OF_64_BITS = 20;
  private static final Set<String> SHAPES =
      Set.of(
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection");

  private ColumnKinds() {}

  /**
   * @param type as the server's catalog writes it, such as {@code int(10) unsigned}
   */
  static ColumnKind of(String type, DatabaseTable.TinyInt1 tinyInt1) {
    String written = type.toLowerCase(Locale.ROOT);
    Matcher matcher = TYPE.matcher(written.replace("\n", " "));
    if (!matcher.matches()) {
      return new WrittenValue();
    }
    boolean unsigned = written.contains(" unsigned") || written.contains(" zerofill");
    int size = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    int scale = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    String name = matcher.group(1);
    if (SHAPES.contains(name)) {
      return new GeometryValue();
    }
    return switch (name) {
      case "tinyint" ->
          size == 1 && tinyInt1 == DatabaseTable.TinyInt1.BOOLEAN
              ? new TruthValue()
              : new WholeNumber(unsigned ? 16 : 8);
      case "smallint", "year" -> new WholeNumber(unsigned ? 32 : 16);
      case "mediumint" -> new WholeNumber(32);
      case "int", "integer" -> new WholeNumber(unsigned ? 64 : 32);
      case "bigint" -> unsigned ? new ExactNumber(DIGITS_OF_64_BITS, 0) : new WholeNumber(64);
      case "decimal", "numeric" ->
          size > MOST_DIGITS ? new WrittenValue() : new ExactNumber(size, scale);
      case "float" -> new FloatNumber();
      case "double", "real" -> new DoubleNumber();
      case "bit" -> bits(size);
      case "date" -> new DayValue();
      case "datetime" -> new MomentValue(false);
      case "timestamp" -> new MomentValue(true);
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set", "json" ->
          new TextValue();
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector" ->
          new BytesValue();
        // Times of day reach from -838:59:59 to 838:59:59, which no type of Spark holds.
      default -> new WrittenValue();
    };
  }

  private static ColumnKind bits(int size) {
    if (size <= 1) {
      return new SingleBit();
    }
    return new BitsAsNumber(
        size < 64 ? new WholeNumber(64) : new ExactNumber(DIGITS_OF_64_BITS, 0));
  }
}
