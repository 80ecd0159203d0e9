package io.penstock.format.value;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SpecException;
import io.penstock.spec.TextStyle;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;

/** The converter of each Spark type. */
public final class Converters {
  private Converters() {}

  /** The Spark type of a column; throws {@code SpecException} for a type that Spark cannot read. */
  public static DataType type(ColumnSpec column) {
    try {
      return DataType.fromDDL(column.type());
    } catch (Exception e) {
      // Spark throws its ParseException without declaring it.
      throw badType(column, e);
    }
  }

  /**
   * How a column of a type is stored: a length is checked on the way in, and is no type of a table.
   */
  public static DataType stored(DataType type) {
    if (type instanceof CharType || type instanceof VarcharType) {
      return DataTypes.StringType;
    }
    if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(stored(array.elementType()), array.containsNull());
    }
    if (type instanceof MapType map) {
      return DataTypes.createMapType(
          stored(map.keyType()), stored(map.valueType()), map.valueContainsNull());
    }
    if (type instanceof StructType struct) {
      StructType fields = new StructType();
      for (StructField field : struct.fields()) {
        fields = fields.add(field.name(), stored(field.dataType()), field.nullable());
      }
      return fields;
    }
    return type;
  }

  /** How many characters a text of a type may have; empty where nothing limits them. */
  public static OptionalInt longest(DataType type) {
    if (type instanceof VarcharType varchar) {
      return OptionalInt.of(varchar.length());
    }
    return type instanceof CharType fixed ? OptionalInt.of(fixed.length()) : OptionalInt.empty();
  }

  private static SpecException badType(ColumnSpec column, Exception e) {
    return ValueErrors.noType(column, e);
  }

  /** The same in texts that write numbers or booleans in their own way. */
  public static ValueConverter of(ColumnSpec column, TextStyle style) {
    return of(column, style, false);
  }

  private static ValueConverter of(ColumnSpec column, TextStyle style, boolean inferred) {
    DataType type = type(column);
    if (type instanceof NumericType && !style.hasUsualNumbers()) {
      return new LocalNumber(of(column, inferred), style);
    }
    return type instanceof BooleanType && !style.hasUsualBooleans()
        ? BooleanConverter.written(style)
        : of(column, inferred);
  }

  /** The converter of a declared column, with its pattern. */
  public static ValueConverter of(ColumnSpec column) {
    return of(column, false);
  }

  private static ValueConverter of(ColumnSpec column, boolean inferred) {
    ValueConverter converter = of(type(column), column.pattern(), inferred);
    if (converter == null) {
      throw ValueErrors.noText(column);
    }
    return converter;
  }

  /**
   * The converter of a column whose type was inferred: nobody has said that it is a number, so a
   * text that the number would not give back, such as {@code 02134}, is rejected, inside of a
   * struct too.
   */
  public static ValueConverter inferred(ColumnSpec column, TextStyle style) {
    return of(column, style, true);
  }

  /** Whether a number with an exponent is one that double gives back as it was written. */
  public static boolean isExactDouble(String word) {
    return new InferredNumber(FloatingConverter.DOUBLE).fromText(word) instanceof Conversion.Value;
  }

  /**
   * A number as programs write it; a text that is none if its signs do not stand where they may.
   */
  public static String plainNumber(String text, TextStyle style) {
    String plain = LocalNumber.plain(text, style);
    return plain == null ? "" : plain;
  }

  /** Null for a type that files cannot hold. */
  static ValueConverter of(DataType type, Optional<String> pattern, boolean inferred) {
    if (type instanceof VarcharType varchar) {
      return new StringConverter(varchar.length());
    } else if (type instanceof CharType fixed) {
      return new StringConverter(fixed.length());
    } else if (type instanceof StringType) {
      return new StringConverter(Integer.MAX_VALUE);
    } else if (type instanceof BinaryType) {
      return new BinaryConverter();
    } else if (type instanceof BooleanType) {
      return BooleanConverter.USUAL;
    }
    ValueConverter number = number(type);
    if (number != null) {
      return inferred ? new InferredNumber(number) : number;
    }
    ValueConverter time = time(type, pattern);
    return time == null ? nested(type, inferred) : time;
  }

  private static ValueConverter number(DataType type) {
    if (type instanceof DecimalType decimal) {
      return new DecimalConverter(decimal.precision(), decimal.scale());
    } else if (type instanceof LongType) {
      return IntegerConverter.BIGINT;
    } else if (type instanceof IntegerType) {
      return IntegerConverter.INT;
    } else if (type instanceof ShortType) {
      return IntegerConverter.SMALLINT;
    } else if (type instanceof ByteType) {
      return IntegerConverter.TINYINT;
    } else if (type instanceof DoubleType) {
      return FloatingConverter.DOUBLE;
    } else if (type instanceof FloatType) {
      return FloatingConverter.FLOAT;
    }
    return null;
  }

  private static ValueConverter time(DataType type, Optional<String> pattern) {
    if (type instanceof DateType) {
      return new DateConverter(pattern.map(DatePattern::ofDates));
    } else if (type instanceof TimestampType) {
      return new TimestampConverter(pattern.map(DatePattern::ofTimes));
    } else if (type instanceof TimestampNTZType) {
      return new LocalTimestampConverter(pattern.map(DatePattern::ofTimes));
    }
    return null;
  }

  private static ValueConverter nested(DataType type, boolean inferred) {
    if (type instanceof StructType struct) {
      return StructConverter.of(struct, inferred);
    } else if (type instanceof ArrayType array) {
      ValueConverter element = of(array.elementType(), Optional.empty(), inferred);
      return element == null ? null : new ArrayConverter(element);
    } else if (type instanceof MapType map && map.keyType() instanceof StringType) {
      ValueConverter value = of(map.valueType(), Optional.empty(), inferred);
      return value == null ? null : new MapConverter(value);
    }
    return null;
  }
}
