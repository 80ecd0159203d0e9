package io.penstock.spec.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The keys of a schema: for every mapping, by path, what may stand in it. */
final class SchemaKeys {
  private final JsonNode root;
  private final Map<String, Set<String>> keys = new TreeMap<>();

  private SchemaKeys(JsonNode root) {
    this.root = root;
  }

  /** By path such as {@code source} or {@code schema.columns.*}; the top is empty. */
  static Map<String, Set<String>> of(JsonNode root) {
    SchemaKeys all = new SchemaKeys(root);
    JsonNode settings = root.at("/$defs/settings");
    all.walk(settings.isMissingNode() ? root : settings, "");
    return all.keys;
  }

  private void walk(JsonNode schema, String path) {
    if (schema.path("$ref").asText().startsWith("#/")) {
      walk(root.at(schema.get("$ref").asText().substring(1)), path);
    }
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            each -> {
              keys.computeIfAbsent(path, p -> new TreeSet<>()).add(each.getKey());
              walk(each.getValue(), below(path, each.getKey()));
            });
    if (schema.path("additionalProperties").isObject()) {
      walk(schema.get("additionalProperties"), below(path, "*"));
    }
    if (schema.path("items").isObject()) {
      walk(schema.get("items"), below(path, "*"));
    }
    schema.path("anyOf").forEach(each -> walk(each, path));
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
