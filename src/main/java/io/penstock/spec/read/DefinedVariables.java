package io.penstock.spec.read;

import io.penstock.spec.Problems;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Variables;
import io.penstock.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of a pipeline and its environment. They may use each other in any order, and see
 * what the environment laid over them.
 */
final class DefinedVariables {
  private final Map<String, Yaml.Entry> written = new LinkedHashMap<>();
  private final Map<String, String> values;
  private final Set<String> undefined = new HashSet<>();
  private final List<String> open = new ArrayList<>();
  private final Problems problems;

  private DefinedVariables(Map<String, String> given, Problems problems) {
    this.values = new LinkedHashMap<>(given);
    this.problems = problems;
  }

  /**
   * @param given what the caller knows; a file may define it otherwise
   * @param fixed what the caller insists on, whatever a file says
   * @param files the files that may hold {@code variables}; a later one wins
   */
  static Variables of(
      Map<String, String> given,
      Map<String, String> fixed,
      List<Yaml.Mapping> files,
      Problems problems) {
    DefinedVariables all = new DefinedVariables(given, problems);
    for (Yaml.Mapping file : files) {
      new Fields(file, "", problems)
          .mapping("variables")
          .ifPresent(mapping -> all.written.putAll(mapping.entries()));
    }
    all.written.keySet().removeAll(fixed.keySet());
    all.written.keySet().forEach(all.values::remove);
    all.values.putAll(fixed);
    all.written.keySet().forEach(all::define);
    return new Variables(all.values, all.undefined, problems);
  }

  private void define(String name) {
    Yaml.Entry entry = written.get(name);
    if (entry == null || values.containsKey(name) || undefined.contains(name)) {
      return;
    }
    if (open.contains(name)) {
      reportCircle(name, entry);
      return;
    }
    NameRules.check(name, "a variable", entry.origin(), problems);
    open.add(name);
    if (entry.value() instanceof Yaml.Scalar scalar) {
      Variables.uses(scalar.text()).forEach(this::define);
    }
    open.remove(name);
    value(name, entry).ifPresentOrElse(value -> values.put(name, value), () -> undefined.add(name));
  }

  private Optional<String> value(String name, Yaml.Entry entry) {
    if (undefined.contains(name)) {
      return Optional.empty();
    }
    Yaml.Mapping one = new Yaml.Mapping(entry.origin(), Map.of(name, entry));
    Yaml.Mapping replaced = new Variables(values, undefined, problems).in(one);
    return new Fields(replaced, "variables", problems).text(name);
  }

  private void reportCircle(String name, Yaml.Entry entry) {
    List<String> circle = new ArrayList<>(open.subList(open.indexOf(name), open.size()));
    undefined.addAll(circle);
    circle.add(name);
    problems.add(
        entry.origin(),
        "the variables use each other in a circle: "
            + String.join(" → ", circle)
            + ". Give one of them a value of its own.");
  }
}
