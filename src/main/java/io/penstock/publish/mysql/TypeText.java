package io.penstock.publish.mysql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL type as text, taken apart.
 *
 * @param name in lower case
 * @param sizes what stands between its brackets
 * @param rest what follows, such as {@code unsigned}
 */
record TypeText(String name, String sizes, String rest) {
  private static final Pattern SHAPE =
      Pattern.compile("\\s*([a-z]+)\\s*(?:\\(\\s*([^)]*)\\))?\\s*(.*)", Pattern.DOTALL);
  private static final long UNLIMITED = Long.MAX_VALUE / 1_000;

  static Optional<TypeText> parse(String type) {
    Matcher shape = SHAPE.matcher(type.toLowerCase(Locale.ROOT));
    return shape.matches()
        ? Optional.of(
            new TypeText(
                shape.group(1), shape.group(2) == null ? "" : shape.group(2), shape.group(3)))
        : Optional.empty();
  }

  /** The first number between the brackets. */
  int size(int otherwise) {
    return number(0, otherwise);
  }

  /** The second one. */
  int scale() {
    return number(1, 0);
  }

  private int number(int at, int otherwise) {
    String[] numbers = sizes.split(",", -1);
    return at < numbers.length && numbers[at].strip().matches("[0-9]{1,9}")
        ? Integer.parseInt(numbers[at].strip())
        : otherwise;
  }

  boolean unsigned() {
    return rest.contains("unsigned");
  }

  boolean isText() {
    return name.matches("(var)?char|(tiny|medium|long)?text");
  }

  boolean isBytes() {
    return name.matches("(var)?binary|(tiny|medium|long)?blob");
  }

  /** How many characters (bytes, for binary types) a value may have. */
  long capacity() {
    return switch (name) {
      case "tinytext", "tinyblob" -> 255 / bytesEach();
      case "text", "blob" -> 65_535 / bytesEach();
      case "mediumtext", "mediumblob" -> 16_777_215 / bytesEach();
      case "longtext", "longblob" -> 4_294_967_295L / bytesEach();
      default -> size(1);
    };
  }

  private int bytesEach() {
    return name.endsWith("text") ? 4 : 1;
  }

  private boolean unbounded() {
    return name.matches("(tiny|medium|long)?(text|blob)|json");
  }

  /** The bytes that a whole value takes in an index; more than any index for a long text. */
  long keyBytes() {
    if (unbounded()) {
      return UNLIMITED;
    }
    return switch (name) {
      case "varchar", "char" -> 4L * size(1);
      case "varbinary", "binary" -> size(1);
      case "decimal", "numeric" -> 20;
      default -> 8;
    };
  }

  /** The bytes that it takes of the 65,535 of a row; long texts lie elsewhere. */
  long rowBytes() {
    return unbounded() ? 12 : keyBytes() + 2;
  }

  /** What an index on a text too long for it takes from its beginning, characters or bytes. */
  int prefix() {
    return name.contains("char") || name.contains("text") ? 191 : 255;
  }

  @Override
  public String toString() {
    return name + (sizes.isEmpty() ? "" : "(" + sizes + ")") + (rest.isEmpty() ? "" : " " + rest);
  }
}
