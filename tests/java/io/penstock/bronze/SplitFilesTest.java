package io.penstock.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.FilePart;
import io.penstock.format.PlainRecord;
import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.file.RecordReaders;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.Platform;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.spec.CsvRows;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.TextStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that is read in parts has the records that it has when it is read as a whole, wherever it
 * is cut, and whatever is wrong with it.
 */
class SplitFilesTest {
  private static final FormatSpec.Csv CSV = FormatSpec.Csv.standard();

  @TempDir private Path folder;

  private final Storage storage =
      new Storage(new SerializableConfiguration(new Configuration(false)), Platform.OPEN);
  private FileOpener opener;
  private LandedFile file;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void validFilesAreReadAlikeWhereverTheyAreCut(int width) {
    Random random = new Random(width);
    for (int i = 0; i < 6; i++) {
      List<List<String>> rows = rows(random, width, 6, "äöü €");
      String end = List.of("\n", "\r\n", "\r").get(i % 3);
      String mark = i % 2 == 0 ? "" : "\uFEFF";
      given(CSV, (mark + text(rows, width, end)).getBytes(StandardCharsets.UTF_8));

      List<RawRecord> whole = whole();
      assertThat(whole).extracting(record -> ((RawRecord.Fields) record).values()).isEqualTo(rows);
      assertThat(whole).extracting(RawRecord::line).isEqualTo(lines(rows, end));
      cutEverywhere(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1", "windows-1252", "US-ASCII", "UTF-16LE", "UTF-16"})
  void soAreThoseOfOtherCharsets(String encoding) {
    Random random = new Random(7);
    FormatSpec.Csv format = new FormatSpec.Csv(true, 1, 0, ",", "\"", "\"", encoding, "");
    List<List<String>> rows = rows(random, 4, 8, encoding.equals("US-ASCII") ? "xyz" : "äöü");
    given(format, text(rows, 4, "\r\n").getBytes(Charset.forName(encoding)));

    List<RawRecord> whole = whole();
    assertThat(whole).extracting(r -> ((RawRecord.Fields) r).values()).isEqualTo(rows);
    cutEverywhere(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void damagedFilesAreReadAlikeToo(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      int width = 2 + random.nextInt(6);
      byte[] bytes =
          text(rows(random, width, 6, "é"), width, i % 2 == 0 ? "\n" : "\r\n")
              .getBytes(StandardCharsets.UTF_8);
      for (int damage = 0; damage < 3; damage++) {
        bytes[random.nextInt(bytes.length)] = (byte) "\"\",\n\r\u00ff".charAt(random.nextInt(6));
      }
      given(CSV, bytes);
      if (header().problem().isEmpty()) {
        cutEverywhere(whole());
      }
    }
  }

  @Test
  void aSecondTableIsOneWhereverItBegins() {
    String text = "id,name\n1,\"a\nb\"\n2,c\n\nid,name\n3,d\n4,e\n";
    given(CSV, text.getBytes(StandardCharsets.UTF_8));
    List<RawRecord> whole = whole();
    assertThat(whole).hasSize(5);
    assertThat(whole.get(4)).isInstanceOf(RawRecord.Malformed.class);
    cutEverywhere(whole);
  }

  @Test
  void aFileWithoutHeaderAndOneWithALongOneAreCutAnywhereToo() {
    FormatSpec.Csv bare = new FormatSpec.Csv(false, 1, 0, ";", "'", "\\", "UTF-8", "-");
    String text = "1;'a\\';b';-\n2;'x\ny';'-'\n;3;4\n\n5;6;7";
    given(bare, text.getBytes(StandardCharsets.UTF_8));
    cutEverywhere(whole());
    FormatSpec.Csv late = new FormatSpec.Csv(true, 2, 2, ",", "\"", "\"", "UTF-8", "");
    text = "a preamble\nof two lines\nid,\"na\nme\"\nunit,unit\n1,2\n3,\"4\n5\"\n";
    given(late, text.getBytes(StandardCharsets.UTF_8));
    cutEverywhere(whole());
  }

  @Test
  void soAreFilesOfWhichNotEveryLineIsARecord() {
    String text =
        "#by\na,b,c\n1,2,3\n,,\n#no\n4,\"5\n#6\"\n\n7\n8,9,10,11\n,,\n12,13,14\nTotal,1\n\nprinted\n";
    for (CsvRows rows :
        List.of(
            new CsvRows("#", 0, true, true),
            new CsvRows("#", 2, true, false),
            new CsvRows("", 3, false, true),
            new CsvRows("", 100, false, false))) {
      given(
          new FormatSpec.Csv(true, 1, 0, ",", "\"", "\"", "UTF-8", TextStyle.withNull("7"), rows),
          text.getBytes(StandardCharsets.UTF_8));
      if (header().problem().isEmpty()) {
        cutEverywhere(whole());
      }
    }
  }

  @Test
  void soAreLinesOfJson() {
    String text =
        "{\"a\":1}\r\n\n{\"a\":\"ä\\n\"}\n{\"a\":\n{\"b\":[1,2]}\n  \n[3]\n{\"a\":2}{\"a\":3}\n{\"c\":0}";
    given(new FormatSpec.Json(true, "UTF-8"), text.getBytes(StandardCharsets.UTF_8));
    List<RawRecord> whole = whole();
    assertThat(whole).hasSize(7);
    cutEverywhere(whole);
  }

  private void given(FormatSpec format, byte[] bytes) {
    try {
      Path path = folder.resolve("file");
      Files.write(path, bytes);
      file =
          LandedFile.of(
              "file", path.toUri().toString(), bytes.length, FileIdentity.ofContent("0"), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    opener = new FileOpener(storage, new RecordReaders(format));
  }

  private List<RawRecord> whole() {
    try (RecordReader reader = opener.open(file, 0)) {
      List<RawRecord> records = new ArrayList<>();
      reader.forEachRemaining(records::add);
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cutEverywhere(List<RawRecord> whole) {
    FileHeader header = header();
    for (long at = 1; at < file.size(); at++) {
      assertThat(records(header, List.of(at))).as("cut at %s", at).isEqualTo(whole);
    }
    for (int bytes = 1; bytes < 12; bytes++) {
      long size = bytes;
      List<Long> cuts = LongStream.range(1, file.size() / size).map(i -> i * size).boxed().toList();
      assertThat(records(header, cuts)).as("parts of %s", bytes).isEqualTo(whole);
    }
  }

  private FileHeader header() {
    try (RecordReader reader = opener.open(file, 0)) {
      RecordReader.Place place = reader.place();
      List<String> names = reader.header();
      RawRecord first = reader.hasNext() ? reader.next() : null;
      width = first instanceof RawRecord.Fields fields ? fields.values().size() : 0;
      return new FileHeader(
          file,
          names,
          List.of(),
          reader.headerProblem().orElse(""),
          true,
          place.position() < 0 ? "" : place.charset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int width;

  /** What the slices have, after the same survey that a step makes. */
  private List<RawRecord> records(FileHeader header, List<Long> cuts) {
    RecordConverter nothing =
        new RecordConverter(ColumnBinding.byKey(List.of(), List.of()), NewColumnPolicy.RESCUE);
    FileColumns columns = new FileColumns(nothing, new int[0], new int[0], width);
    FileSurvey survey =
        new FileSurvey(Slices.cutAt(header, columns, header.isDivisible() ? cuts : List.of()));
    while (!survey.open().isEmpty()) {
      survey.open().forEach(i -> survey.found(i, SliceReading.of(opener, survey.slice(i))));
      survey.settle();
    }
    List<RawRecord> records = new ArrayList<>();
    survey.slices().forEach(slice -> records.addAll(read(slice.part())));
    assertThat(survey.tally().records()).isEqualTo(records.size());
    assertThat(survey.tally().malformed())
        .isEqualTo(records.stream().filter(RawRecord.Malformed.class::isInstance).count());
    return records;
  }

  private List<RawRecord> read(FilePart part) {
    try (RecordReader reader = opener.open(file, part)) {
      List<RawRecord> records = new ArrayList<>();
      while (true) {
        PlainRecord plain = reader.plain();
        if (plain != null) {
          records.add(plain.lasting());
        } else if (reader.hasNext()) {
          records.add(reader.next());
        } else {
          return records;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> rows(Random random, int width, int count, String letters) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> row = new ArrayList<>();
      // A line of a file of one column may well be blank.
      boolean blank = width == 1 && random.nextInt(3) == 0;
      row.add(blank ? null : width == 1 ? value(random, 2, letters) : Integer.toString(i));
      while (row.size() < width) {
        row.add(value(random, width, letters));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String value(Random random, int width, String letters) {
    return switch (random.nextInt(10)) {
      case 0 -> "he said \"no\", and\nleft";
      case 1 -> "x\n" + forged(random, width) + "\ny";
      case 2 -> "\n\"";
      case 3 -> "a, b";
      case 4 -> letters;
      default -> Integer.toString(random.nextInt(1000));
    };
  }

  private static String forged(Random random, int width) {
    return random.ints(width, 0, 100).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static String text(List<List<String>> rows, int width, String end) {
    StringBuilder text = new StringBuilder();
    text.append(IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(",")));
    text.append(end);
    for (List<String> row : rows) {
      text.append(row.stream().map(SplitFilesTest::quoted).collect(Collectors.joining(",")));
      text.append(end);
    }
    return text.toString();
  }

  private static List<Long> lines(List<List<String>> rows, String end) {
    List<Long> lines = new ArrayList<>();
    long line = 2;
    for (List<String> row : rows) {
      lines.add(line);
      line +=
          1
              + row.stream()
                  .filter(Objects::nonNull)
                  .flatMapToInt(String::chars)
                  .filter(c -> c == '\n')
                  .count();
    }
    return lines;
  }

  private static String quoted(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
