package io.penstock.spec.yaml;

import io.penstock.spec.Nearest;
import io.penstock.spec.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${name}} by the variables of the environment; {@code $${} is a literal one. */
public final class Variables {
  private static final Pattern USE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");

  private final Map<String, String> values;
  private final Set<String> undefined;
  private final Problems problems;

  public Variables(Map<String, String> values, Problems problems) {
    this(values, Set.of(), problems);
  }

  /**
   * @param undefined variables whose definition is wrong, which has been reported
   */
  public Variables(Map<String, String> values, Set<String> undefined, Problems problems) {
    this.values = Map.copyOf(values);
    this.undefined = Set.copyOf(undefined);
    this.problems = problems;
  }

  /** The variables that a text uses. */
  public static List<String> uses(String text) {
    return USE.matcher(text)
        .results()
        .filter(use -> use.group(1) != null && !use.group(2).isEmpty())
        .map(use -> use.group(1))
        .toList();
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
    return tree instanceof Yaml.Scalar scalar && scalar.text().contains("${")
        ? replaced(scalar)
        : tree;
  }

  private Yaml replaced(Yaml.Scalar scalar) {
    Matcher matcher = USE.matcher(scalar.text());
    StringBuilder out = new StringBuilder();
    boolean complete = true;
    while (matcher.find()) {
      Optional<String> replacement = replacement(scalar, matcher);
      complete &= replacement.isPresent();
      matcher.appendReplacement(out, Matcher.quoteReplacement(replacement.orElse("")));
    }
    String text = matcher.appendTail(out).toString();
    // Quoted or not, a number is a number when a variable gave it; an empty text stays a text.
    return complete
        ? new Yaml.Scalar(scalar.origin(), text, Yaml.Scalar.isTyped(text))
        : new Yaml.Undefined(scalar.origin());
  }

  private Optional<String> replacement(Yaml.Scalar scalar, Matcher use) {
    if (use.group().equals("$${")) {
      return Optional.of("${");
    }
    String name = use.group(1);
    if (use.group(2).isEmpty()) {
      problems.add(
          scalar.origin(), "a variable is not closed. Write ${name}, or $${ for a literal ${.");
      return Optional.empty();
    }
    Optional<String> value = Optional.ofNullable(values.get(name));
    if (value.isEmpty() && !undefined.contains(name)) {
      problems.add(
          scalar.origin(),
          "the variable '${"
              + name
              + "}' is not defined. "
              + Nearest.hint(name, values.keySet())
              + " Variables are defined under 'variables' in the environment file or in"
              + " pipeline.yml.");
    }
    return value;
  }
}
