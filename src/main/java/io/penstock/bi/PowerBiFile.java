package io.penstock.bi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A data source of Power BI Desktop ({@code .pbids}), which opens its navigator. */
final class PowerBiFile {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private PowerBiFile() {}

  static String of(BiSource source) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("protocol", source.kind().protocol());
    details.put("address", address(source));
    details.put("authentication", null);
    details.put("query", null);
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("details", details);
    connection.put("options", options(source));
    // What the others can do, to import or to ask anew each time, is for the user to choose.
    if (source.kind() == BiKind.MYSQL) {
      connection.put("mode", "Import");
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("version", "0.1");
    file.put("connections", List.of(connection));
    try {
      return JSON.writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts can be written", e);
    }
  }

  private static Map<String, String> address(BiSource source) {
    Map<String, String> address = new LinkedHashMap<>();
    if (source.kind() == BiKind.DATABRICKS) {
      address.put("host", source.host());
      address.put("path", source.path());
    } else {
      address.put("server", source.address());
      address.put("database", source.database());
    }
    return address;
  }

  private static Map<String, String> options(BiSource source) {
    return source.kind() == BiKind.DATABRICKS
        ? new LinkedHashMap<>(Map.of("Catalog", source.database(), "Database", source.schema()))
        : Map.of();
  }
}
