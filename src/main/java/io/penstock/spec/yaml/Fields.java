package io.penstock.spec.yaml;

import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Typed access to one mapping. It remembers which keys were asked for; what is left at {@link
 * #end()} is unknown, and is reported with the nearest valid name.
 */
public final class Fields {
  private final Yaml.Mapping mapping;
  private final String place;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param place what messages call this mapping, such as {@code source}; empty at the top
   */
  public Fields(Yaml.Mapping mapping, String place, Problems problems) {
    this.mapping = mapping;
    this.place = place;
    this.problems = problems;
  }

  public Origin origin() {
    return mapping.origin();
  }

  /** Where a key stands; the mapping's own place when it is not there. */
  public Origin origin(String key) {
    Yaml.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.origin() : entry.origin();
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** All keys, for mappings whose keys are names. */
  public Set<String> names() {
    return mapping.entries().keySet();
  }

  public void problem(String key, String sentence) {
    problems.add(origin(key), sentence);
  }

  /** A text; a number or boolean is taken as it is written. */
  public Optional<String> text(String key) {
    return scalar(key, "a text").map(Yaml.Scalar::text);
  }

  public String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** A text that must be there. */
  public Optional<String> required(String key) {
    if (!has(key)) {
      known.add(key);
      problems.add(origin(), "the key '" + path(key) + "' is missing.");
      return Optional.empty();
    }
    return text(key).filter(text -> notBlank(key, text));
  }

  /** A mapping that must be there; the hint says what for. */
  public Optional<Fields> requiredFields(String key, String hint) {
    if (!has(key)) {
      known.add(key);
      problems.add(origin(), "the key '" + path(key) + "' is missing. " + hint);
    } else if (isNull(key)) {
      known.add(key);
      problem(key, "'" + path(key) + "' is empty. " + hint);
    }
    return fields(key);
  }

  private boolean isNull(String key) {
    Yaml.Entry entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof Yaml.Scalar scalar && scalar.isNull();
  }

  private boolean notBlank(String key, String text) {
    if (text.isBlank()) {
      problem(key, "'" + path(key) + "' is empty.");
    }
    return !text.isBlank();
  }

  public boolean flag(String key, boolean otherwise) {
    Optional<Yaml.Scalar> scalar = scalar(key, "true or false");
    if (scalar.isPresent() && !scalar.get().isBoolean()) {
      wrong(key, "true or false", scalar.get());
      return otherwise;
    }
    return scalar.map(s -> Boolean.parseBoolean(s.text())).orElse(otherwise);
  }

  /** A whole number within bounds. */
  public OptionalLong integer(String key, long least, long most) {
    String expected = "a whole number from " + least + " to " + most;
    Optional<Yaml.Scalar> scalar = scalar(key, expected);
    if (scalar.isEmpty()) {
      return OptionalLong.empty();
    }
    long number = scalar.get().isInteger() ? Long.parseLong(scalar.get().text()) : least - 1;
    if (number < least || number > most) {
      wrong(key, expected, scalar.get());
      return OptionalLong.empty();
    }
    return OptionalLong.of(number);
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> E choice(String key, E otherwise) {
    return choice(key, otherwise.getDeclaringClass()).orElse(otherwise);
  }

  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    Map<String, E> valid = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      valid.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    Optional<Yaml.Scalar> scalar = word(key, valid.keySet());
    if (scalar.isEmpty()) {
      return Optional.empty();
    }
    E chosen = valid.get(scalar.get().text());
    if (chosen == null) {
      problems.add(
          scalar.get().origin(),
          "'"
              + path(key)
              + "' cannot be '"
              + scalar.get().text()
              + "'. Valid are: "
              + String.join(", ", valid.keySet())
              + ".");
    }
    return Optional.ofNullable(chosen);
  }

  // 'null' without quotes is the word where it is one of the words.
  private Optional<Yaml.Scalar> word(String key, Set<String> valid) {
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry != null
        && entry.value() instanceof Yaml.Scalar scalar
        && scalar.text().equals("null")
        && valid.contains("null")) {
      known.add(key);
      return Optional.of(scalar);
    }
    return scalar(key, "one of " + String.join(", ", valid));
  }

  /** A text or several, any of which may be blank. */
  public List<String> textOrTexts(String key, List<String> otherwise) {
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry == null || !(entry.value() instanceof Yaml.Sequence sequence)) {
      return text(key).map(List::of).orElse(otherwise);
    }
    known.add(key);
    List<String> texts = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
        texts.add(scalar.text());
      } else {
        problems.add(
            item.origin(), "'" + path(key) + "' must hold texts. Found: " + item.kind() + ".");
      }
    }
    return texts;
  }

  /** A list of texts; a single text is a list of one. */
  public List<String> texts(String key) {
    known.add(key);
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return List.of();
    }
    if (entry.value() instanceof Yaml.Sequence sequence) {
      return items(key, sequence);
    }
    return scalar(key, "a text or a list of texts")
        .map(Yaml.Scalar::text)
        .filter(text -> notBlank(key, text))
        .map(List::of)
        .orElse(List.of());
  }

  private List<String> items(String key, Yaml.Sequence sequence) {
    List<String> texts = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      if (item instanceof Yaml.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
        texts.add(scalar.text());
      } else if (!(item instanceof Yaml.Undefined)) {
        problems.add(
            item.origin(), "'" + path(key) + "' must hold texts. Found: " + item.kind() + ".");
      }
    }
    return List.copyOf(texts);
  }

  /** A list of lists of texts. */
  public List<List<String>> textLists(String key) {
    List<List<String>> lists = new ArrayList<>();
    for (Yaml item : sequence(key)) {
      if (item instanceof Yaml.Sequence sequence) {
        lists.add(items(key, sequence));
      } else if (!(item instanceof Yaml.Undefined)) {
        problems.add(
            item.origin(), "'" + path(key) + "' must hold lists. Found: " + item.kind() + ".");
      }
    }
    return List.copyOf(lists);
  }

  /** A mapping under a key. */
  public Optional<Fields> fields(String key) {
    return mapping(key).map(child -> new Fields(child, path(key), problems));
  }

  /** The same, and empty fields when it is not there. */
  public Fields fieldsOrEmpty(String key) {
    return fields(key)
        .orElseGet(() -> new Fields(new Yaml.Mapping(origin(key), Map.of()), path(key), problems));
  }

  /** The tree under a key, for overlays. */
  public Optional<Yaml.Mapping> mapping(String key) {
    known.add(key);
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry == null || (entry.value() instanceof Yaml.Scalar scalar && scalar.isNull())) {
      return Optional.empty();
    }
    if (entry.value() instanceof Yaml.Mapping child) {
      return Optional.of(child);
    }
    wrong(key, "a mapping", entry.value());
    return Optional.empty();
  }

  /** A list of mappings under a key. */
  public List<Fields> fieldsList(String key) {
    List<Fields> all = new ArrayList<>();
    for (Yaml item : sequence(key)) {
      if (item instanceof Yaml.Mapping child) {
        all.add(new Fields(child, path(key), problems));
      } else if (!(item instanceof Yaml.Undefined)) {
        problems.add(
            item.origin(), "'" + path(key) + "' must hold mappings. Found: " + item.kind() + ".");
      }
    }
    return all;
  }

  /** A mapping from names to texts. */
  public Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields(key)
        .ifPresent(
            child ->
                child.names().forEach(name -> child.text(name).ifPresent(t -> texts.put(name, t))));
    return texts;
  }

  /** Says what was written but is not known. To be called when everything has been asked for. */
  public void end() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    entry.origin(), "unknown key '" + path(key) + "'. " + Nearest.hint(key, known));
              }
            });
  }

  private List<Yaml> sequence(String key) {
    known.add(key);
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return List.of();
    }
    if (entry.value() instanceof Yaml.Sequence sequence) {
      return sequence.items();
    }
    wrong(key, "a list", entry.value());
    return List.of();
  }

  private Optional<Yaml.Scalar> scalar(String key, String expected) {
    known.add(key);
    Yaml.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof Yaml.Scalar scalar && !scalar.isNull()) {
      return Optional.of(scalar);
    }
    wrong(key, expected, entry.value());
    return Optional.empty();
  }

  // A text where a mapping or a list belongs is not shown: it may be a URL with a password.
  private void wrong(String key, String expected, Yaml found) {
    if (found instanceof Yaml.Undefined) {
      return;
    }
    boolean shown =
        found instanceof Yaml.Scalar s && !s.isNull() && !expected.matches("a (mapp|l)i.*");
    String value = shown ? "'" + Redaction.text(((Yaml.Scalar) found).text()) + "'" : found.kind();
    problems.add(
        found.origin(), "'" + path(key) + "' must be " + expected + ". Found: " + value + ".");
  }

  private String path(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }
}
