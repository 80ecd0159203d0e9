package io.penstock.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.file.RecordReaders;
import io.penstock.lake.FileIdentity;
import io.penstock.lake.Platform;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is cut is no damage of a file, and what cannot be read is no accident. */
class UnreliableFilesTest {
  private static final List<ColumnSpec> COLUMNS =
      List.of(
          new ColumnSpec("a", "string", Optional.empty(), Optional.empty()),
          new ColumnSpec("b", "string", Optional.empty(), Optional.empty()));

  @TempDir private Path folder;

  private final FileOpener opener = opener();
  private FileHeader header;

  private static FileOpener opener() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.unreliable.impl", UnreliableFiles.class.getName());
    return new FileOpener(
        new Storage(new SerializableConfiguration(configuration), Platform.OPEN),
        new RecordReaders(FormatSpec.Csv.standard()));
  }

  private static FileColumns columns() {
    ColumnBinding binding =
        ColumnBinding.toHeader(COLUMNS, FormatSpec.Csv.standard(), List.of("a", "b"));
    return new FileColumns(
        new RecordConverter(binding, NewColumnPolicy.RESCUE), new int[] {0, 1}, new int[0], 0);
  }

  private void file(String begin, String end) throws IOException {
    StringBuilder text = new StringBuilder("a,b\n").append(begin);
    for (int i = 0; i < 2000; i++) {
      text.append(i).append(",x\n");
    }
    text.append(end);
    Path path = folder.resolve("f.csv");
    Files.writeString(path, text);
    LandedFile file =
        LandedFile.of("f", "unreliable://" + path, text.length(), FileIdentity.ofContent("0"), 1);
    header = new FileHeader(file, List.of("a", "b"), List.of(), "", true, "UTF-8");
  }

  private FileSurvey survey(List<Long> cuts) {
    FileSurvey survey = new FileSurvey(Slices.cutAt(header, columns(), cuts));
    while (!survey.open().isEmpty()) {
      for (int number : survey.open()) {
        survey.found(number, SliceReading.of(opener, survey.slice(number)));
      }
      survey.settle();
    }
    return survey;
  }

  private static List<ArrayList<Slice>> tasks(List<Slice> slices) {
    return slices.stream().map(slice -> new ArrayList<>(List.of(slice))).toList();
  }

  @Test
  void aCutInTheSurveyLeavesASoundFileSound() throws IOException {
    // Its second line looks like a record, and is the inside of a text.
    file("1,\"text\n2,3\nend\"\n", "");
    UnreliableFiles.cut(9000, 1);

    Tally tally = survey(List.of(5000L)).tally();

    assertThat(tally.records()).isEqualTo(2001);
    assertThat(tally.bad()).isZero();
  }

  @Test
  void aCutInTheSecondReadingEndsTheTaskNotTheFile() throws IOException {
    file("", "bad\n");
    UnreliableFiles.cut(0, 0);
    FileSurvey survey = survey(List.of(5000L));
    assertThat(survey.tally().good()).isEqualTo(2000);
    assertThat(survey.tally().malformed()).isEqualTo(1);

    UnreliableFiles.cut(9000, UnreliableFiles.FOR_EVER);
    assertThatThrownBy(
            () ->
                FileRows.of(
                        TestSpark.session(),
                        new BronzeColumns(COLUMNS),
                        tasks(survey.slices()),
                        opener)
                    .collectAsList())
        .hasStackTraceContaining("cannot be read again as it was read before");
    UnreliableFiles.cut(9000, UnreliableFiles.FOR_EVER);
    assertThatThrownBy(
            () ->
                BadRecords.of(TestSpark.session(), tasks(survey.bad()), opener, "r")
                    .collectAsList())
        .hasStackTraceContaining("cannot be read again as it was read before");

    // Tasks that fail are tried again.
    UnreliableFiles.cut(9000, 1);
    assertThat(
            FileRows.of(
                    TestSpark.session(), new BronzeColumns(COLUMNS), tasks(survey.slices()), opener)
                .count())
        .isEqualTo(2000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5000", "5000 9100", "5000 9100 12000"})
  void whatIsOutOfReachForEverIsKeptApartWhereverTheFileIsCut(String cuts) throws IOException {
    file("", "");
    UnreliableFiles.cut(9000, UnreliableFiles.FOR_EVER);

    FileSurvey survey =
        survey(
            cuts.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(cuts.split(" ")).map(Long::valueOf).toList());

    Tally tally = survey.tally();
    assertThat(tally.broken()).isEqualTo(1);
    assertThat(tally.good()).isBetween(1300L, 1500L);
    assertThat(tally.brokenBecause())
        .contains("Connection reset")
        .endsWith(tally.good() + 1 + " lines of it could be read.");
    assertThat(
            FileRows.of(
                    TestSpark.session(), new BronzeColumns(COLUMNS), tasks(survey.slices()), opener)
                .count())
        .isEqualTo(tally.good());
  }
}
