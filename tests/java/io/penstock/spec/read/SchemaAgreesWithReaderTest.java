package io.penstock.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Holds the schemas in {@code docs/schema} against the reader, over mutations of full documents.
 */
class SchemaAgreesWithReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
  private static final String OVERLAYS = "sources|silver|gold|publish";
  private static final List<String> VALUES =
      List.of(
          "true",
          "5",
          "0",
          "-1",
          "1.5",
          "5000000000",
          "\"word\"",
          "\"\"",
          "\" \"",
          "\"5\"",
          "\"5%\"",
          "\"101%\"",
          "\"30s\"",
          "\"0s\"",
          "\"2 mb\"",
          "\"a'b\"",
          "\"${word}\"",
          "\"${number}\"",
          "\"$${word}\"",
          "\"${word\"",
          "[]",
          "[\"a\"]",
          "[\"a\", 1]",
          "[\"a\", \"a\"]",
          "[\"\"]",
          "[null]",
          "[[\"a\"]]",
          "[{}]",
          "{}",
          "{\"a\": 1}",
          "{\"a\": null}",
          "{\"a b\": \"c\"}",
          "{\"a\": {\"b\": 1}}",
          "null");

  @TempDir Path folders;

  private List<String> reader(SchemaKind kind, String document) {
    return kind.readerSays(folders.resolve(kind.name()), document);
  }

  private void agree(SchemaKind kind, String what, JsonNode document) {
    List<String> reader = reader(kind, document.toString());
    List<String> schema = kind.schemaSays(document.toString());
    assertThat(schema.isEmpty())
        .as("%s, %s%nreader: %s%nschema: %s%n%s", kind, what, reader, schema, document)
        .isEqualTo(reader.isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void bothAcceptFullDocuments(SchemaKind kind) {
    for (String document : FullDocuments.of(kind)) {
      assertThat(reader(kind, document)).isEmpty();
      assertThat(kind.schemaSays(document)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothRefuseAMisspeltKey(SchemaKind kind) {
    Map<String, Set<String>> keys = SchemaKeys.of(kind.schema());
    for (JsonNode document : trees(kind)) {
      for (Place place : places(document)) {
        if (kind == SchemaKind.ENVIRONMENT && place.pattern().matches(OVERLAYS)) {
          continue;
        }
        JsonNode changed = document.deepCopy();
        ObjectNode parent = (ObjectNode) changed.at(place.parent());
        parent.set(place.key() + UNKNOWN, parent.remove(place.key()));
        agree(kind, place + " misspelt", changed);
        if (keys.getOrDefault(place.pattern(), Set.of()).contains(place.key())) {
          assertThat(kind.schemaSays(changed.toString())).as("%s misspelt", place).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothAgreeOnAnyValueUnderAnyKey(SchemaKind kind) {
    each(
        kind,
        (document, place) -> {
          for (String value : VALUES) {
            if (onlyTheReaderKnows(kind, place, value)) {
              continue;
            }
            JsonNode changed = document.deepCopy();
            ((ObjectNode) changed.at(place.parent())).set(place.key(), json(value));
            agree(kind, place + " set to " + value, changed);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void bothAgreeOnAKeyThatIsLeftOut(SchemaKind kind) {
    each(
        kind,
        (document, place) -> {
          JsonNode changed = document.deepCopy();
          ((ObjectNode) changed.at(place.parent())).remove(place.key());
          agree(kind, place + " left out", changed);
        });
  }

  @ParameterizedTest
  @EnumSource
  void bothRefuseAValueOfTheWrongKind(SchemaKind kind) {
    each(
        kind,
        (document, place) -> {
          JsonNode changed = document.deepCopy();
          ((ObjectNode) changed.at(place.parent())).set(place.key(), json("[{\"q\": []}]"));
          agree(kind, place + " of the wrong kind", changed);
          assertThat(kind.schemaSays(changed.toString())).as(place.toString()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyThatTheReaderAsksForIsInTheSchema(SchemaKind kind) {
    Map<String, Set<String>> asked = new TreeMap<>();
    for (JsonNode document : trees(kind)) {
      Set<Place> mappings = new TreeSet<>(List.of(new Place("", UNKNOWN, "")));
      places(document).stream()
          .map(p -> new Place(p.parent(), UNKNOWN, p.pattern()))
          .forEach(mappings::add);
      for (Place mapping : mappings) {
        JsonNode changed = document.deepCopy();
        ((ObjectNode) changed.at(mapping.parent())).put(UNKNOWN, 1);
        Set<String> hint = kind.keysInHint(reader(kind, changed.toString()));
        if (!hint.isEmpty()) {
          asked.computeIfAbsent(mapping.pattern(), p -> new TreeSet<>()).addAll(hint);
        }
      }
    }
    Map<String, Set<String>> keys = SchemaKeys.of(kind.schema());
    asked.keySet().retainAll(keys.keySet());
    Set<String> unasked = new TreeSet<>(keys.keySet());
    unasked.removeAll(asked.keySet());
    assertThat(unasked).isSubsetOf("to");
    asked.forEach((path, names) -> assertThat(keys.get(path)).as(path).isEqualTo(names));
  }

  @Test
  void theSamplePipelineFitsTheSchemas() throws IOException {
    Path sales = Path.of("pipelines/sales");
    try (Stream<Path> files = Files.walk(sales)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
        Path relative = sales.relativize(file);
        SchemaKind kind =
            relative.getNameCount() == 1
                ? SchemaKind.PIPELINE
                : SchemaKind.of(relative.getName(0).toString());
        assertThat(kind.schemaSays(Files.readString(file))).as(file.toString()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReferencePageHasEveryKey(SchemaKind kind) throws IOException {
    String page = Files.readString(Path.of("docs/pipeline-files.md"));
    SchemaKeys.of(kind.schema())
        .forEach(
            (path, names) ->
                names.forEach(name -> assertThat(page).containsPattern("[`.]" + name + "` \\|")));
  }

  /** What needs more than one value to judge; docs/schema/README.md lists it. */
  private static boolean onlyTheReaderKnows(SchemaKind kind, Place place, String value) {
    boolean charset = place.key().equals("encoding") && !value.startsWith("[");
    boolean overlay = kind == SchemaKind.ENVIRONMENT && place.key().matches(OVERLAYS);
    boolean variable = value.contains("${") && !value.contains("$$");
    return charset || overlay || variable;
  }

  private interface Change {
    void at(JsonNode document, Place place);
  }

  private static void each(SchemaKind kind, Change change) {
    for (JsonNode document : trees(kind)) {
      places(document).forEach(place -> change.at(document, place));
    }
  }

  /** A key: the pointer to its mapping, and the mapping's path with names left open. */
  private record Place(String parent, String key, String pattern) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }
  }

  private static List<Place> places(JsonNode document) {
    List<Place> all = new ArrayList<>();
    collect(document, "", "", all::add);
    return all;
  }

  private static void collect(JsonNode node, String at, String pattern, Consumer<Place> found) {
    if (node instanceof ObjectNode mapping) {
      mapping
          .fields()
          .forEachRemaining(
              each -> {
                found.accept(new Place(at, each.getKey(), pattern));
                boolean named =
                    pattern.matches(
                        "schema.columns|tables|connections|sources|silver|gold|publish");
                String below = named ? "*" : each.getKey();
                collect(
                    each.getValue(),
                    at + "/" + each.getKey(),
                    pattern.isEmpty() ? below : pattern + "." + below,
                    found);
              });
    }
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), at + "/" + i, pattern + ".*", found);
      }
    }
  }

  private static List<JsonNode> trees(SchemaKind kind) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return FullDocuments.of(kind).stream()
        .map(text -> (JsonNode) JSON.valueToTree(new Load(settings).loadFromString(text)))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
