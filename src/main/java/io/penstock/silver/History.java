package io.penstock.silver;

import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The names of a history (a slowly changing dimension of type 2): each row is valid from one time
 * to another, and a key has as many rows as it has had values.
 */
public record History(SilverSpec model) {
  static final String VALID_FROM = "valid_from";
  static final String VALID_TO = "valid_to";
  static final String IS_CURRENT = "is_current";
  static final List<String> OWN = List.of(VALID_FROM, VALID_TO, IS_CURRENT);

  /**
   * The columns of its table.
   *
   * @param selected those of the SELECT
   * @param inputs those of the tables of the SELECT
   */
  public StructType schema(StructType selected, Stream<StructType> inputs) {
    DataType since =
        Stream.concat(Stream.of(selected), inputs)
            .flatMap(schema -> Arrays.stream(schema.fields()))
            .filter(field -> field.name().equalsIgnoreCase(since()))
            .map(StructField::dataType)
            .findFirst()
            .orElse(DataTypes.TimestampType);
    return selected
        .add(VALID_FROM, since)
        .add(VALID_TO, since)
        .add(IS_CURRENT, DataTypes.BooleanType);
  }

  /** What tells its rows apart. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(model.keys());
    keys.add(VALID_FROM);
    return keys;
  }

  /** The column that says since when a row is so. */
  public String since() {
    return model
        .apply()
        .validFrom()
        .orElseGet(
            () -> {
              String first = model.apply().orderBy().get(0);
              // Places in a log are no times.
              return first.equals("_seq") ? "_extracted_at" : first;
            });
  }

  /** The columns without which a row has no place in it. */
  List<String> required() {
    List<String> required = new ArrayList<>(model.keys());
    // A column of bronze's own is in every row, whether it is selected or not.
    if (!LineageColumns.COLUMNS.contains(since())) {
      required.add(since());
    }
    return required;
  }
}
