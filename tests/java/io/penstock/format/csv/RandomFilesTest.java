package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.RawRecord;
import io.penstock.format.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that RFC 4180 allows are read as they are written, whatever their texts look like. */
class RandomFilesTest {
  private static final int FILES = 60;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void givesBackEveryRecordAndNoOther(int width) {
    Random random = new Random(width);
    for (int file = 0; file < FILES; file++) {
      List<List<String>> rows = rows(random, width);
      String end = random.nextBoolean() ? "\n" : "\r\n";
      StringBuilder text = new StringBuilder(header(width)).append(end);
      List<Long> lines = new ArrayList<>();
      long line = 2;
      for (List<String> row : rows) {
        lines.add(line);
        String record = row.stream().map(RandomFilesTest::quoted).collect(Collectors.joining(","));
        text.append(record).append(end);
        line += 1 + record.chars().filter(c -> c == '\n').count();
      }
      Reading reading = Reading.csv(text.toString());
      assertThat(reading.malformed()).isEmpty();
      assertThat(reading.rows()).isEqualTo(rows);
      assertThat(reading.records()).extracting(RawRecord::line).isEqualTo(lines);
    }
  }

  private static List<List<String>> rows(Random random, int width) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(i));
      while (row.size() < width) {
        row.add(value(random, width));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Words, numbers, quotes, and now and then lines that look like records of this very file. */
  private static String value(Random random, int width) {
    return switch (random.nextInt(12)) {
      case 0 -> "he said \"no\", and\nleft";
      case 1 -> "x\n" + forged(random, width) + "\ny";
      case 2 -> forged(random, width) + "\n" + forged(random, width) + "\n";
      case 3 -> "\n\n\"";
      case 4 -> "a, b";
      default -> Integer.toString(random.nextInt(1000));
    };
  }

  private static String forged(Random random, int width) {
    return random.ints(width, 0, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static String header(int width) {
    return java.util.stream.IntStream.range(0, width)
        .mapToObj(i -> "c" + i)
        .collect(Collectors.joining(","));
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
