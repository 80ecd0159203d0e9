package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** JSON objects to rows, key by key of exactly the same name; an absent key is NULL. */
final class StructConverter extends NestedConverter {
  private static final long serialVersionUID = 1L;

  private final StructType type;
  private final ArrayList<ValueConverter> fields;

  private StructConverter(StructType type, List<ValueConverter> fields) {
    this.type = type;
    this.fields = new ArrayList<>(fields);
  }

  /** Null when one of the fields has a type that files cannot hold. */
  static StructConverter of(StructType type, boolean inferred) {
    List<ValueConverter> fields = new ArrayList<>();
    for (StructField field : type.fields()) {
      ValueConverter converter = Converters.of(field.dataType(), Optional.empty(), inferred);
      if (converter == null) {
        return null;
      }
      fields.add(converter);
    }
    return new StructConverter(type, fields);
  }

  @Override
  Conversion nested(JsonNode node, Parts parts) {
    if (!node.isObject()) {
      return Conversion.rejected("is not an object");
    }
    for (int i = 0; i < fields.size(); i++) {
      String name = type.fields()[i].name();
      parts.add(name, fields.get(i).fromJson(node.path(name)));
    }
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!type.getFieldIndex(key).isDefined()) {
        parts.leave(key);
      }
    }
    return parts.as(RowFactory.create(parts.values().toArray()));
  }
}
