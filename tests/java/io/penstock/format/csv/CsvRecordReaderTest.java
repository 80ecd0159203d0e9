package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.Reading;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordReaderTest {
  private static final FormatSpec.Csv STANDARD = FormatSpec.Csv.standard();

  private static FormatSpec.Csv format(String delimiter, String quote, String escape) {
    return new FormatSpec.Csv(true, 1, 0, delimiter, quote, escape, "UTF-8", "");
  }

  private static FormatSpec.Csv encoded(String encoding) {
    return new FormatSpec.Csv(true, 1, 0, ",", "\"", "\"", encoding, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void endsLinesAnyWayAndKeepsTheEndsInsideQuotes(String end) {
    String text = String.join(end, "a,b", "1,\"x" + end + "y\"", "2,z", "", "");
    assertThat(Reading.csv(text).rows())
        .containsExactly(List.of("1", "x" + end + "y"), List.of("2", "z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void aBlankLineIsTheEmptyFieldOfAFileOfOneColumn(String end) {
    Reading reading = Reading.csv(String.join(end, "a", "1", "", "\"\"", "3", "", ""));
    assertThat(reading.rows())
        .containsExactly(
            List.of("1"),
            java.util.Collections.singletonList(null),
            List.of(""),
            List.of("3"),
            java.util.Collections.singletonList(null));
    assertThat(reading.records().get(3).line()).isEqualTo(5);
  }

  @Test
  void mixesLineEndsAcrossTheBorderOfItsBuffer() {
    StringBuilder text = new StringBuilder("a,b\r\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(",v").append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
    }
    Reading reading = Reading.csv(text.toString());
    assertThat(reading.malformed()).isEmpty();
    assertThat(reading.rows()).hasSize(50_000).last().isEqualTo(List.of("49999", "v"));
    assertThat(reading.records().get(49_999).line()).isEqualTo(50_001);
  }

  @Test
  void distinguishesNullFromQuotedText() {
    assertThat(Reading.csv("a,b\n,\"\"\n").rows()).containsExactly(Arrays.asList(null, ""));
    FormatSpec.Csv named = new FormatSpec.Csv(true, 1, 0, ",", "\"", "\"", "UTF-8", "NA");
    assertThat(Reading.csv(named, "NA,b\nNA,\"NA\"\n,x\n").rows())
        .containsExactly(Arrays.asList(null, "NA"), List.of("", "x"));
    assertThat(Reading.csv(named, "NA,b\n").header()).containsExactly("NA", "b");
  }

  @Test
  void confinesAnExtraQuoteToItsRecordAlsoWhereNothingElseIsQuoted() {
    Reading reading = Reading.csv("a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n10,11,12\n");
    assertThat(reading.rows()).hasSize(3);
    assertThat(reading.malformed())
        .containsExactly(new Malformed(3, "4,\"5,6", "has a quote that is never closed"));
  }

  @Test
  void takesNoRecordOutOfATextThatMayBeMeantAsOne() {
    String doubtful = "1,\"x,3,4,5\n2,2,3,4,5\n3,2,3,4,5\n4,y\",3,4,5\n";
    Reading sound = Reading.csv("a,b,c,d,e\n" + doubtful + "5,2,3,4,5\n");
    assertThat(sound.malformed()).as("every quote of the file closes").isEmpty();
    assertThat(sound.rows()).extracting(row -> row.get(0)).containsExactly("1", "5");
    Reading damaged = Reading.csv("a,b,c,d,e\n" + doubtful + "5,\"2,3,4,5\n6,2,3,4,5\n");
    assertThat(damaged.rows()).extracting(row -> row.get(0)).containsExactly("6");
    assertThat(damaged.malformed()).extracting(Malformed::line).containsExactly(2L, 6L);
    assertThat(damaged.malformed().get(0).raw() + "\n").isEqualTo(doubtful);
  }

  @Test
  void refusesARecordOfAnotherWidthWithAllItsLines() {
    Reading reading = Reading.csv("a,b,c\n1,\"x\n7,8,9\ny\",3,4\n5,6,7\n");
    assertThat(reading.rows()).containsExactly(List.of("5", "6", "7"));
    assertThat(reading.malformed())
        .containsExactly(
            new Malformed(2, "1,\"x\n7,8,9\ny\",3,4", "has 4 fields where 3 are expected"));
  }

  @Test
  void joinsATextOfAnyLengthWhereTheFileIsSoundAndGivesUpInADamagedOne() {
    String inside = "line with, comma\n".repeat(LineWindow.MOST_LINES - 1);
    assertThat(Reading.csv("a,b\n1,\"" + inside + "\"\n2,x\n").rows())
        .containsExactly(List.of("1", inside), List.of("2", "x"));
    String beyond = "no comma\n".repeat(3 * LineWindow.MOST_LINES);
    assertThat(Reading.csv("a,b\n1,\"" + beyond + "\"\n2,x\n").rows())
        .containsExactly(List.of("1", beyond), List.of("2", "x"));
    Reading reading = Reading.csv("a,b\n1,\"" + beyond + "2,x\n3,y\n");
    assertThat(reading.rows()).containsExactly(List.of("2", "x"), List.of("3", "y"));
    assertThat(reading.malformed()).hasSize(3 * LineWindow.MOST_LINES);
  }

  @Test
  void staysFastWhenEveryLineHasAnOpenQuote() {
    Reading reading = Reading.csv("a,b,c\n" + "1,\"2,3\n".repeat(20_000));
    assertThat(reading.malformed()).hasSize(20_000);
  }

  @Test
  void rejectsTextAfterAClosingQuoteAndTornQuotesButTakesALoneInchMark() {
    Reading reading = Reading.csv("a,b,c\n\"x\"y,2,3\n1,p\"q,r\"\n1,5\" pipe,3\n");
    assertThat(reading.reasons())
        .containsExactly(
            "has text after a closing quote",
            "has quotes that open in one unquoted field and close in another");
    assertThat(reading.rows()).containsExactly(List.of("1", "5\" pipe", "3"));
  }

  @Test
  void rejectsEveryOtherWidth() {
    Reading reading = Reading.csv("a,b\n1\n1,2,3\n\"1\"\n1,2\n");
    assertThat(reading.reasons())
        .containsExactly(
            "has 1 field where 2 are expected",
            "has 3 fields where 2 are expected",
            "has 1 field where 2 are expected");
    assertThat(reading.rows()).containsExactly(List.of("1", "2"));
  }

  @Test
  void takesLongDelimitersBackslashesAndNoQuotes() {
    assertThat(Reading.csv(format("||", "\"", "\""), "a||b\n\"x||y\"||z|\n").rows())
        .containsExactly(List.of("x||y", "z|"));
    assertThat(Reading.csv(format(",", "\"", "\\"), "a,b\n\"1\\\"2\\\\\",\"c\\d\"\n").rows())
        .containsExactly(List.of("1\"2\\", "c\\d"));
    assertThat(Reading.csv(format(",", "", ""), "a,b\n\"1,2\"\n").rows())
        .containsExactly(List.of("\"1", "2\""));
  }

  @Test
  void takesNulForAnOrdinaryCharacterWhereNothingQuotesOrEscapes() {
    assertThat(Reading.csv(format(",", "\"", ""), "a,b\n\"x\0\",y\n").rows())
        .containsExactly(List.of("x\0", "y"));
    assertThat(Reading.csv(format(",", "", ""), "a,b\n\0x,y\n1\n").rows())
        .containsExactly(List.of("\0x", "y"));
  }

  @Test
  void skipsAPreambleAndTheOtherRowsOfAHeader() {
    FormatSpec.Csv format = new FormatSpec.Csv(true, 2, 2, ",", "\"", "\"", "UTF-8", "");
    Reading reading = Reading.csv(format, "report\n\na,b\nunit,unit\n1,2\n");
    assertThat(reading.header()).containsExactly("a", "b");
    assertThat(reading.rows()).containsExactly(List.of("1", "2"));
  }

  @Test
  void withoutAHeaderTheFirstRecordOrTheDeclarationSaysTheWidth() {
    FormatSpec.Csv format = new FormatSpec.Csv(false, 0, 0, ",", "\"", "\"", "UTF-8", "");
    assertThat(Reading.csv(format, "1,2\n3\n").reasons()).hasSize(1);
    CsvRecordReader declared =
        CsvRecordReader.open(
            format,
            () -> new ByteArrayInputStream("1,2\n".getBytes(StandardCharsets.UTF_8)),
            "f",
            3);
    assertThat(declared.next()).isInstanceOf(Malformed.class);
  }

  @Test
  void findsASecondTableByItsRepeatedHeader() {
    Reading reading = Reading.csv("a,b\n1,2\na,b\n3,4\n");
    assertThat(reading.rows()).containsExactly(List.of("1", "2"));
    assertThat(reading.reasons())
        .containsExactly(
            "repeats the header: a second table starts here",
            "belongs to a second table in the file");
    assertThat(Reading.csv("a\na\n").rows()).as("a value in a single column").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void letsTheByteOrderMarkWin(String encoding) {
    byte[] bytes = "\uFEFFcountry,code\n日本,\"é\n😀\"\n".getBytes(Charset.forName(encoding));
    Reading reading = Reading.csv(encoded("ISO-8859-1"), bytes);
    assertThat(reading.header()).containsExactly("country", "code");
    assertThat(reading.rows()).containsExactly(List.of("日本", "é\n😀"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-1", "IBM850"})
  void readsOtherEncodingsByName(String encoding) {
    byte[] bytes = "a,b\nÄ,é\n".getBytes(Charset.forName(encoding));
    assertThat(Reading.csv(encoded(encoding), bytes).rows()).containsExactly(List.of("Ä", "é"));
  }

  @Test
  void makesOnlyTheRecordWithInvalidBytesMalformed() {
    byte[] bytes = "a,b\n1,x\n2,é\n3,\"é\nz\"\n4,y\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading reading = Reading.csv(STANDARD, bytes);
    assertThat(reading.rows()).containsExactly(List.of("1", "x"), List.of("4", "y"));
    assertThat(reading.reasons())
        .allMatch(r -> r.equals("holds bytes that are not valid UTF-8 (0xE9)"));
    assertThat(reading.malformed()).extracting(Malformed::line).containsExactly(3L, 4L);
    assertThat(Reading.csv("a,b\n1,\uFFFD\n").malformed()).as("a real U+FFFD is text").isEmpty();
  }

  @Test
  void letsATruncatedGzipOutAsOneSentence() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,2\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    assertThatThrownBy(
            () -> {
              CsvRecordReader reader =
                  CsvRecordReader.open(STANDARD, () -> unpacked(cut), "cut.csv.gz");
              reader.forEachRemaining(record -> {});
            })
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("File 'cut.csv.gz': cannot read past line")
        .hasMessageContaining("truncated");
  }

  private static InputStream unpacked(byte[] bytes) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void givesEveryRecordBeforeTheStreamBreaks() {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk is gone");
              }
            });
    CsvRecordReader reader = CsvRecordReader.open(STANDARD, () -> breaking, "f.csv");
    assertThat(reader.next()).isEqualTo(new Fields(2, List.of("1", "2")));
    assertThat(reader.next()).isEqualTo(new Fields(3, List.of("3", "4")));
    assertThatThrownBy(reader::hasNext)
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("past line 3")
        .hasMessageContaining("the disk is gone");
  }

  @Test
  void aBrokenHeaderMakesTheFileUnusableAndLosesNoLine() {
    Reading reading = Reading.csv("a,\"b\"x\n1,2\n3,4\n");
    assertThat(reading.header()).isEmpty();
    assertThat(reading.headerProblem())
        .isEqualTo("its header has text after a closing quote. Found: a,\"b\"x");
    assertThat(reading.malformed()).hasSize(2);
    Reading shorter = Reading.csv("ab,c\n1,2,3\n");
    assertThat(shorter.rows()).isEmpty();
  }

  @Test
  void refusesAnUnknownEncodingWithTheWayOut() {
    assertThatThrownBy(() -> Reading.csv(encoded("UTF-9"), new byte[0]))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("UTF-9")
        .hasMessageContaining("Name a charset");
  }

  @Test
  void keepsNothingOfAnAbsurdlyLongLineButItsBeginning() {
    String text = "a,b\n" + "x".repeat(20_000_000) + "\n1,2\n";
    Reading reading = Reading.csv(text);
    assertThat(reading.rows()).containsExactly(List.of("1", "2"));
    assertThat(reading.reasons().get(0)).contains("longer than").contains("cut");
  }
}
