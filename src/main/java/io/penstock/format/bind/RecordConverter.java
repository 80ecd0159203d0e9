package io.penstock.format.bind;

import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.value.Cells;
import io.penstock.format.value.Conversion;
import io.penstock.format.value.Converters;
import io.penstock.format.value.ValueConverter;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.TextStyle;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Raw records of one file to typed ones. A value that does not convert is NULL in its column and
 * text in the rescued map; a malformed record is all NULL, with its text under {@link
 * TypedRecord#MALFORMED}.
 */
public final class RecordConverter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnBinding binding;
  private final NewColumnPolicy policy;
  private final ArrayList<ValueConverter> converters = new ArrayList<>();
  private final ArrayList<NewColumn> newColumns;
  private final int[] sources;
  private final ValueConverter[] quick;
  private transient KeyIndex keys;

  /** Throws {@code SpecException} for a type that files cannot hold or a pattern that is wrong. */
  public RecordConverter(ColumnBinding binding, NewColumnPolicy policy) {
    this(binding, policy, Converters::of);
  }

  /** The same for files that write values in their own way. */
  public RecordConverter(ColumnBinding binding, NewColumnPolicy policy, TextStyle style) {
    this(binding, policy, column -> Converters.of(column, style));
  }

  /** The same for columns that nobody has declared. */
  public static RecordConverter ofInferred(
      ColumnBinding binding, NewColumnPolicy policy, TextStyle style) {
    return new RecordConverter(binding, policy, column -> Converters.inferred(column, style));
  }

  private RecordConverter(
      ColumnBinding binding,
      NewColumnPolicy policy,
      Function<ColumnSpec, ValueConverter> converterOf) {
    this.binding = binding;
    this.policy = policy;
    this.newColumns = new ArrayList<>(binding.newColumns());
    this.sources = new int[binding.columns().size()];
    for (int i = 0; i < sources.length; i++) {
      converters.add(converterOf.apply(binding.columns().get(i)));
      sources[i] = binding.source(i);
    }
    this.quick = converters.toArray(ValueConverter[]::new);
  }

  /** Converts one record; never throws for what is in it. */
  public TypedRecord convert(RawRecord record) {
    TypedRecord typed = new TypedRecord(record.line(), sources.length, extras());
    if (record instanceof RawRecord.Fields fields) {
      fields(fields.values(), typed);
    } else if (record instanceof RawRecord.Document document) {
      if (keys == null) {
        keys = new KeyIndex(binding);
      }
      new DocumentConversion(keys, converters, policy)
          .convert(document.object(), document.repeated(), typed);
    } else if (record instanceof RawRecord.Malformed malformed) {
      typed.reject(TypedRecord.MALFORMED, malformed.raw(), malformed.reason());
    }
    return typed;
  }

  /**
   * Puts the values of a record into cells, if all of them are written as nearly all are.
   *
   * @param places the cell of each declared column
   * @param extras that of each column that nobody declared
   * @return whether that was done; if not, only {@link #convert} tells what the record is
   */
  public boolean read(PlainRecord record, Cells cells, int[] places, int[] extras) {
    byte[] bytes = record.bytes();
    for (int i = 0; i < sources.length; i++) {
      int field = sources[i];
      boolean there = field >= 0 && field < record.width() && !record.isNull(field);
      if (there
          && !quick[i].read(bytes, record.start(field), record.end(field), cells, places[i])) {
        return false;
      }
    }
    for (int i = 0; i < newColumns.size(); i++) {
      int field = newColumns.get(i).index();
      if (!record.isNull(field)) {
        if (policy == NewColumnPolicy.RESCUE) {
          return false;
        }
        cells.setText(extras[i], bytes, record.start(field), record.end(field));
      }
    }
    return true;
  }

  private int extras() {
    return policy == NewColumnPolicy.ADD ? newColumns.size() : 0;
  }

  private void fields(List<String> fields, TypedRecord typed) {
    for (int i = 0; i < sources.length; i++) {
      String text = sources[i] < 0 || sources[i] >= fields.size() ? null : fields.get(sources[i]);
      if (text != null) {
        store(typed, i, converters.get(i).fromText(text), binding.fileName(i), text);
      }
    }
    for (int i = 0; i < newColumns.size(); i++) {
      NewColumn column = newColumns.get(i);
      String text = fields.get(column.index());
      if (policy == NewColumnPolicy.ADD) {
        typed.extras()[i] = text;
      } else if (text != null) {
        typed.rescue(column.fileName(), text);
      }
    }
  }

  static void store(
      TypedRecord typed, int column, Conversion conversion, String fileName, String raw) {
    if (conversion instanceof Conversion.Value value) {
      typed.values()[column] = value.value();
    } else if (conversion instanceof Conversion.Partial partial) {
      typed.values()[column] = partial.value();
      typed.reject(fileName, raw, partial.reason());
    } else if (conversion instanceof Conversion.Rejected rejected) {
      typed.reject(fileName, raw, rejected.reason());
    }
  }
}
