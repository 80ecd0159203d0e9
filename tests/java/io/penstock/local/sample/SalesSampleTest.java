package io.penstock.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesSampleTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"20000, 0.02, 7", "5000, 0.5, 1", "350, 0.02, 3", "1000, 1.0, 5", "10, 0.3, 2"})
  void plantsExactlyTheDefectsThatItCounts(long rows, double share, long seed) throws IOException {
    SampleTruth truth = SalesSample.write(dir, rows, share, seed);
    SampleReading read = SampleReading.of(dir.resolve("sales.zip"));

    assertThat(read.rows).isEqualTo(rows);
    assertThat(read.clean).isEqualTo(truth.cleanRows());
    assertThat(read.wrongInMoreThanOneWay).isZero();
    assertThat(
            new SampleTruth.Planted(
                read.duplicates,
                read.badDates,
                read.negativeUnits,
                read.missingIds,
                read.sumsOff,
                read.tooFew + read.tooMany,
                read.trailingSpace))
        .isEqualTo(truth.planted());
    assertThat(read.tooFew - read.tooMany).isBetween(0L, 1L);
    assertThat(read.years).isEqualTo(truth.good().years());
    assertThat((long) read.groups.size()).isEqualTo(truth.good().groups());
    assertThat(truth.good().rows())
        .isEqualTo(rows - truth.planted().duplicates() - truth.planted().quarantined());
  }

  @Test
  void plantsTheShareThatWasAskedForEvenly() {
    SampleTruth.Planted planted = SalesSample.write(dir, 20_000, 0.02, 7).planted();
    assertThat(planted.total()).isEqualTo(400);
    assertThat(
            List.of(
                planted.duplicates(),
                planted.badDates(),
                planted.negativeUnits(),
                planted.missingIds(),
                planted.sumsOff(),
                planted.ragged(),
                planted.trailingSpace()))
        .allMatch(count -> count == 57 || count == 58);
  }

  @Test
  void plantsNothingWhenNothingIsAskedFor() throws IOException {
    SampleTruth truth = SalesSample.write(dir, 2000, 0, 7);
    SampleReading read = SampleReading.of(dir.resolve("sales.zip"));
    assertThat(truth.planted()).isEqualTo(new SampleTruth.Planted(0, 0, 0, 0, 0, 0, 0));
    assertThat(read.clean).isEqualTo(2000);
    assertThat(truth.good().rows()).isEqualTo(2000);
  }

  @Test
  void looksLikeTheWellKnownFile() throws IOException {
    SalesSample.write(dir, 20_000, 0, 7);
    SampleReading read = SampleReading.of(dir.resolve("sales.zip"));
    assertThat(read.header)
        .isEqualTo(
            "Region,Country,Item Type,Sales Channel,Order Priority,Order Date,Order ID,Ship Date,"
                + "Units Sold,Unit Price,Unit Cost,Total Revenue,Total Cost,Total Profit");
    assertThat(read.years.keySet()).containsExactly(2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017);
    assertThat(Country.ALL).hasSize(185).doesNotHaveDuplicates();
    assertThat(Country.ALL.stream().map(Country::region).distinct()).hasSize(7);
    assertThat(Country.ALL).allMatch(c -> c.name().equals(c.name().strip()));
  }

  @Test
  void writesTheSameBytesForTheSameParameters() throws IOException {
    SampleTruth one = SalesSample.write(dir.resolve("one"), 3000, 0.1, 42);
    SampleTruth two = SalesSample.write(dir.resolve("two"), 3000, 0.1, 42);
    SampleTruth other = SalesSample.write(dir.resolve("other"), 3000, 0.1, 43);
    assertThat(two).isEqualTo(one);
    assertThat(dir.resolve("two/sales.zip")).hasSameBinaryContentAs(dir.resolve("one/sales.zip"));
    assertThat(dir.resolve("two/sales_truth.json"))
        .hasSameBinaryContentAs(dir.resolve("one/sales_truth.json"));
    assertThat(other.zip().sha256()).isNotEqualTo(one.zip().sha256());
  }

  @Test
  void keepsTheTruthInAFile() throws IOException {
    SampleTruth truth = SalesSample.write(dir, 3000, 0.1, 42);
    Path file = dir.resolve("sales_truth.json");
    assertThat(SampleTruth.read(file)).isEqualTo(truth);
    assertThat(Files.readString(file))
        .contains("\"clean_rows\" : 2700", "\"bad_dates\" : 43", "\"2010\" : {")
        .contains("\"revenue\" : " + truth.good().years().get(2010).revenue().toPlainString());
    assertThat(truth.zip().sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void leavesASampleAloneThatIsThereAlready() throws IOException {
    SampleTruth truth = SalesSample.write(dir, 3000, 0.1, 42);
    FileTime then = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(dir.resolve("sales.zip"), then);
    assertThat(SalesSample.write(dir, 3000, 0.1, 42)).isEqualTo(truth);
    assertThat(Files.getLastModifiedTime(dir.resolve("sales.zip"))).isEqualTo(then);
    assertThat(SalesSample.write(dir, 3001, 0.1, 42).rows()).isEqualTo(3001);
  }

  @Test
  void repairsASampleThatIsNotWhole() throws IOException {
    SampleTruth truth = SalesSample.write(dir, 3000, 0.1, 42);
    Files.delete(dir.resolve("sales_truth.json"));
    assertThat(SalesSample.write(dir, 3000, 0.1, 42)).isEqualTo(truth);
    Files.write(dir.resolve("sales.zip"), new byte[10]);
    SalesSample.write(dir, 3000, 0.1, 42);
    assertThat(Files.size(dir.resolve("sales.zip"))).isEqualTo(truth.zip().size());
    Files.writeString(dir.resolve("sales_truth.json"), "{");
    assertThat(SalesSample.write(dir, 3000, 0.1, 42)).isEqualTo(truth);
    try (var files = Files.list(dir)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void saysWhatIsWrongWithWhatWasAskedFor() throws IOException {
    assertThatThrownBy(() -> SalesSample.write(dir, -1, 0, 1))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Found: -1");
    assertThatThrownBy(() -> SalesSample.write(dir, 1, 2, 1))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Found: 200.0%");
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> SalesSample.write(file, 1, 0, 1))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("Sample: cannot write to " + file);
  }

  @Test
  void writesAHeaderAloneWhenThereAreNoRows() throws IOException {
    assertThat(SalesSample.write(dir, 0, 0.02, 7).good().rows()).isZero();
    assertThat(SampleReading.of(dir.resolve("sales.zip")).rows).isZero();
  }
}
