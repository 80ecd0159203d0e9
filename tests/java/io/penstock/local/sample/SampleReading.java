package io.penstock.local.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** Reads a sample as somebody would who knows nothing of how it was made, and counts. */
final class SampleReading {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("M/d/uuuu").withResolverStyle(ResolverStyle.STRICT);

  final TreeMap<Integer, SampleTruth.Year> years = new TreeMap<>();
  final Set<String> groups = new HashSet<>();
  String header;
  long rows;
  long clean;
  long duplicates;
  long badDates;
  long negativeUnits;
  long missingIds;
  long sumsOff;
  long tooFew;
  long tooMany;
  long trailingSpace;
  long wrongInMoreThanOneWay;

  private final Set<String> ids = new HashSet<>();
  private final Set<String> cleanLines = new HashSet<>();

  static SampleReading of(Path zip) throws IOException {
    SampleReading reading = new SampleReading();
    try (ZipFile file = new ZipFile(zip.toFile());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.getInputStream(file.getEntry(SalesSample.CSV)), StandardCharsets.UTF_8))) {
      reading.header = lines.readLine();
      for (String line; (line = lines.readLine()) != null; ) {
        reading.take(line);
      }
    }
    return reading;
  }

  private void take(String line) {
    rows++;
    String[] f = line.split(",", -1);
    if (f.length != 14) {
      if (f.length < 14) {
        tooFew++;
      } else {
        tooMany++;
      }
      return;
    }
    int defects = 0;
    Optional<LocalDate> date = date(f[5]);
    if (date.isEmpty()) {
      badDates++;
      defects++;
    }
    if (Integer.parseInt(f[8]) < 0) {
      negativeUnits++;
      defects++;
    }
    if (f[6].isEmpty()) {
      missingIds++;
      defects++;
    } else if (!ids.add(f[6])) {
      // Only clean rows are remembered by their text, so a copy of anything else would show up.
      duplicates += cleanLines.contains(line) ? 1 : 1_000_000;
      defects++;
    }
    BigDecimal units = new BigDecimal(f[8]);
    BigDecimal off = units.multiply(new BigDecimal(f[9])).subtract(new BigDecimal(f[11])).abs();
    if (off.signum() != 0) {
      sumsOff += off.compareTo(BigDecimal.ONE) >= 0 ? 1 : 1_000_000;
      defects++;
    }
    boolean space = f[1].endsWith(" ");
    trailingSpace += space ? 1 : 0;
    wrongInMoreThanOneWay += defects + (space ? 1 : 0) > 1 ? 1 : 0;
    if (defects == 0) {
      good(f, date.orElseThrow());
      if (!space) {
        clean++;
        cleanLines.add(line);
      }
    }
  }

  private void good(String[] f, LocalDate date) {
    groups.add(
        f[0] + "|" + f[1].strip() + "|" + date.getYear() + "|" + (date.getMonthValue() - 1) / 3);
    years.merge(
        date.getYear(),
        new SampleTruth.Year(1, money(f[11]), money(f[12]), money(f[13])),
        (a, b) ->
            new SampleTruth.Year(
                a.orders() + b.orders(),
                a.revenue().add(b.revenue()),
                a.cost().add(b.cost()),
                a.profit().add(b.profit())));
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text).setScale(2);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
