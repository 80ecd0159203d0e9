package io.penstock.publish.files;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.file.RecordReaders;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.spec.FormatSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** The records of a CSV file, with the values of its folders. */
record ExportedRecords(
    Storage storage, ArrayList<String> columns, ArrayList<String> partitions, boolean header)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  long[] sum(String file) {
    String path = file.substring(0, file.indexOf('\n'));
    String name = file.substring(file.indexOf('\n') + 1);
    StoragePath place = storage.path(path);
    List<String> own =
        columns.stream().filter(c -> partitions.stream().noneMatch(c::equalsIgnoreCase)).toList();
    FormatSpec.Csv standard = FormatSpec.Csv.standard();
    FormatSpec.Csv format =
        new FormatSpec.Csv(
            header,
            standard.headerRows(),
            standard.skipRows(),
            standard.delimiter(),
            standard.quote(),
            standard.escape(),
            standard.encoding(),
            standard.texts(),
            standard.rows());
    Map<String, String> folders = folders(name);
    long rows = 0;
    long hash = 0;
    try (RecordReader reader =
        new RecordReaders(format).open(() -> opened(place), path, own.size())) {
      while (reader.hasNext()) {
        RawRecord record = reader.next();
        if (!(record instanceof RawRecord.Fields fields)) {
          throw new IOException("a record of '" + path + "' cannot be read again");
        }
        rows++;
        hash += hash(fields.values(), own, folders);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new long[] {rows, hash};
  }

  private java.io.InputStream opened(StoragePath place) {
    try {
      return storage.open(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long hash(List<String> values, List<String> own, Map<String, String> folders) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < columns.size(); i++) {
      String key = columns.get(i).toLowerCase(Locale.ROOT);
      String value =
          folders.containsKey(key) ? folders.get(key) : own.isEmpty() ? null : values.get(next++);
      text.append(i == 0 ? "" : "|").append(value == null ? "~" : value);
    }
    CRC32 crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static Map<String, String> folders(String name) {
    Map<String, String> folders = new HashMap<>();
    String[] parts = name.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String value = parts[i].substring(equals + 1);
        folders.put(
            parts[i].substring(0, equals).toLowerCase(Locale.ROOT),
            value.equals(NULL)
                ? null
                : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return folders;
  }
}
