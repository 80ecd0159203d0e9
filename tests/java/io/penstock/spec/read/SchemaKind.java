package io.penstock.spec.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A kind of file, which its schema and the reader both judge. */
enum SchemaKind {
  PIPELINE("pipeline.yml"),
  ENVIRONMENT("environments/local.yml"),
  SOURCE("sources/a.yml"),
  SILVER("silver/a.yml"),
  GOLD("gold/a.yml"),
  PUBLISH("publish/a.yml");

  static final Map<String, String> GIVEN =
      Map.of("word", "word", "number", "3", "flag", "true", "web", "http://example.com");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final JsonSchema schema;

  SchemaKind(String file) {
    this.file = file;
    Path path = Path.of("docs/schema", name().toLowerCase(Locale.ROOT) + ".schema.json");
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(path.toAbsolutePath().toUri().toString()));
  }

  /** The kind of a file of a pipeline folder, by its folder. */
  static SchemaKind of(String folder) {
    String name = folder.equals("sources") ? "SOURCE" : folder.toUpperCase(Locale.ROOT);
    return valueOf(name.equals("ENVIRONMENTS") ? "ENVIRONMENT" : name);
  }

  JsonNode schema() {
    return schema.getSchemaNode();
  }

  /** What the schema says against a document, as an editor reads it. */
  List<String> schemaSays(String yaml) {
    Object tree =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    JsonNode json = tree == null ? JSON.nullNode() : JSON.valueToTree(tree);
    return schema.validate(json).stream().map(Object::toString).toList();
  }

  /** What the reader says against it, in a folder in which everything else is right. */
  List<String> readerSays(Path folder, String yaml) {
    TestingFolder files = new TestingFolder(folder);
    if (!folder.toFile().exists()) {
      files.source("a").file("publish/a.yml", "{to: {mysql: a}, tables: {a: {}}}");
      for (String layer : List.of("silver", "gold")) {
        files.file(layer + "/a.sql", "SELECT 1").file(layer + "/a.yml", "");
      }
    }
    files.file(file, yaml);
    files.read("local", GIVEN);
    return files.said();
  }

  /** The keys that the reader says are valid where an unknown one is written. */
  TreeSet<String> keysInHint(List<String> said) {
    TreeSet<String> keys = new TreeSet<>();
    for (String sentence : said) {
      int at = sentence.indexOf("Valid are: ");
      if (sentence.contains("unknown key") && at > 0) {
        keys.addAll(List.of(sentence.substring(at + 11, sentence.length() - 1).split(", ")));
      }
    }
    return keys;
  }
}
