package io.penstock.spec.yaml;

import io.penstock.spec.Nearest;
import io.penstock.spec.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${name}} by the variables of the environment; {@code $${} is a literal one. */
public final class Variables {
  private static final Pattern USE = Pattern.compile("\\$?\\$\\{([^}]*)}");

  private final Map<String, String> values;
  private final Problems problems;

  public Variables(Map<String, String> values, Problems problems) {
    this.values = Map.copyOf(values);
    this.problems = problems;
  }

  /** The same tree with every variable replaced; unknown ones are reported at their place. */
  public Yaml.Mapping in(Yaml.Mapping tree) {
    return (Yaml.Mapping) replace(tree);
  }

  private Yaml replace(Yaml tree) {
    if (tree instanceof Yaml.Mapping mapping) {
      Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, e) -> entries.put(key, new Yaml.Entry(e.origin(), replace(e.value()))));
      return new Yaml.Mapping(mapping.origin(), entries);
    }
    if (tree instanceof Yaml.Sequence sequence) {
      return new Yaml.Sequence(
          sequence.origin(), sequence.items().stream().map(this::replace).toList());
    }
    Yaml.Scalar scalar = (Yaml.Scalar) tree;
    return scalar.text().contains("${")
        ? new Yaml.Scalar(scalar.origin(), text(scalar), scalar.plain())
        : scalar;
  }

  private String text(Yaml.Scalar scalar) {
    Matcher matcher = USE.matcher(scalar.text());
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String replacement =
          matcher.group().startsWith("$$")
              ? matcher.group().substring(1)
              : value(scalar, matcher.group(1));
      matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(out).toString();
  }

  private String value(Yaml.Scalar scalar, String name) {
    return Optional.ofNullable(values.get(name))
        .orElseGet(
            () -> {
              problems.add(
                  scalar.origin(),
                  "the variable '${"
                      + name
                      + "}' is not defined. "
                      + Nearest.hint(name, values.keySet())
                      + " Variables are defined under 'variables' in the environment file or in pipeline.yml.");
              return "";
            });
  }
}
