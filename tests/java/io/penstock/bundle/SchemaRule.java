package io.penstock.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.penstock.spec.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the schema of {@code databricks bundle} says of every file. */
final class SchemaRule implements BundleRule {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 3;

  private final JsonSchema schema;
  private final Set<String> keys = new TreeSet<>();

  SchemaRule(Path schema) {
    try {
      JsonNode document = JSON.readTree(Files.readString(schema));
      document.get("properties").fieldNames().forEachRemaining(keys::add);
      this.schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle
        .files()
        .forEach(
            (file, tree) -> {
              // The schema itself takes any key at the top, for the sake of anchors.
              ((Map<?, ?>) tree)
                  .keySet().stream()
                      .map(String::valueOf)
                      .filter(key -> !keys.contains(key))
                      .forEach(
                          k ->
                              problems.add(
                                  file
                                      + ": there is no key '"
                                      + k
                                      + "'. "
                                      + Nearest.hint(k, keys)));
              Set<ValidationMessage> found = schema.validate(JSON.valueToTree(tree));
              // Of all branches of all alternatives the deepest says it best.
              found.stream()
                  .sorted(Comparator.comparingInt(SchemaRule::depth).reversed())
                  .limit(SHOWN)
                  .forEach(message -> problems.add(file + ": " + message.getMessage()));
            });
    return problems;
  }

  private static int depth(ValidationMessage message) {
    return message.getInstanceLocation().getNameCount();
  }
}
