package io.penstock.format.bind;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Names of columns in a file to names of columns in a table. */
public final class ColumnNames {
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
  private static final Pattern ACRONYM_END = Pattern.compile("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern EDGES = Pattern.compile("^_+|_+$");

  private ColumnNames() {}

  /** {@code Order ID}, {@code Order_ID} and {@code orderId} are {@code order_id}. */
  public static String snakeCase(String name) {
    String humps = HUMP.matcher(ACRONYM_END.matcher(name).replaceAll("_")).replaceAll("_");
    String words = NOT_A_WORD.matcher(humps).replaceAll("_");
    return EDGES.matcher(words).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** The names of columns that nothing names: {@code column_1}, {@code column_2} and so on. */
  public static List<String> byPosition(int width) {
    return IntStream.rangeClosed(1, width).mapToObj(i -> "column_" + i).toList();
  }

  /** Those of a header, in which a column without a name has that of its position. */
  static List<String> ofHeader(List<String> written) {
    return IntStream.range(0, written.size())
        .mapToObj(i -> written.get(i).isBlank() ? "column_" + (i + 1) : written.get(i))
        .toList();
  }

  /** The position that such a name stands for, from 1; 0 for another name. */
  static int position(String name) {
    String digits = name.toLowerCase(Locale.ROOT).replaceFirst("^column_", "");
    return !digits.equals(name) && digits.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * A name for each column of a file that Delta takes and that none of the taken ones has, in any
   * case; what has no letter becomes {@code column_3}.
   */
  public static String unused(String fileName, int position, Collection<String> taken) {
    Set<String> lower = new HashSet<>();
    taken.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    String snake = snakeCase(fileName);
    String base = snake.isEmpty() ? "column_" + (position + 1) : snake;
    String name = base;
    for (int i = 2; lower.contains(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }
}
