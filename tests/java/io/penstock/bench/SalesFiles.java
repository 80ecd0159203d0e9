package io.penstock.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Makes files of sales rows of about 120 bytes, the same ones for the same numbers. */
final class SalesFiles {
  static final String HEADER =
      "Region,Country,Item Type,Sales Channel,Order Priority,Order Date,Order ID,Ship Date,Units"
          + " Sold,Unit Price,Unit Cost,Total Revenue,Total Cost,Total Profit";
  private static final String[] REGIONS = {
    "Asia",
    "Australia and Oceania",
    "Central America and the Caribbean",
    "Europe",
    "Middle East and North Africa",
    "North America",
    "Sub-Saharan Africa"
  };
  private static final String[] ITEMS = {
    "Baby Food", "Beverages", "Cereal", "Clothes", "Cosmetics", "Fruits", "Household", "Meat"
  };
  private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);

  private SalesFiles() {}

  /** The rows from one number to another, as a file with a header. */
  static Path csv(Path file, long from, long to) {
    try (OutputStream out = create(file)) {
      StringBuilder text = new StringBuilder(HEADER).append('\n');
      for (long i = from; i < to; i++) {
        fields(text, i, ',');
        text.append('\n');
        if (text.length() > 1 << 16 || i == to - 1) {
          out.write(text.toString().getBytes(StandardCharsets.UTF_8));
          text.setLength(0);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same rows as JSON, one object a line. */
  static Path json(Path file, long from, long to) {
    String[] names = HEADER.split(",");
    StringBuilder row = new StringBuilder();
    try (OutputStream out = create(file)) {
      for (long i = from; i < to; i++) {
        row.setLength(0);
        fields(row, i, ',');
        String[] values = row.toString().split(",");
        StringBuilder text = new StringBuilder("{");
        for (int c = 0; c < names.length; c++) {
          boolean number = c == 6 || c > 7;
          text.append(c == 0 ? "\"" : ",\"").append(names[c]).append("\":");
          text.append(number ? values[c] : '"' + values[c] + '"');
        }
        out.write(text.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of very many columns: a number, then texts and numbers in turn. */
  static Path wide(Path file, long rows, int columns) {
    try (OutputStream out = create(file)) {
      StringBuilder text = new StringBuilder("id");
      for (int c = 1; c < columns; c++) {
        text.append(",c").append(c);
      }
      text.append('\n');
      for (long i = 0; i < rows; i++) {
        text.append(i);
        for (int c = 1; c < columns; c++) {
          text.append(',');
          if (c % 3 == 0) {
            text.append("text ").append((i + c) % 97);
          } else {
            text.append((i * 31 + c) % 100_003);
          }
        }
        text.append('\n');
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
  }

  private static void fields(StringBuilder text, long i, char by) {
    int units = (int) (1 + (i * 7919) % 9999);
    long price = 933 + (i * 104_729) % 66_000;
    long cost = 692 + (i * 15_485) % 45_000;
    LocalDate day = FIRST.plusDays((i * 31) % 2800);
    text.append(REGIONS[(int) (i % REGIONS.length)]).append(by);
    text.append("Country ").append((i * 17) % 185).append(i % 23 == 0 ? " " : "").append(by);
    text.append(ITEMS[(int) (i % ITEMS.length)]).append(by);
    text.append(i % 2 == 0 ? "Online" : "Offline").append(by);
    text.append("HMLC".charAt((int) (i / 3 % 4))).append(by);
    date(text, day).append(by);
    text.append(100_000_000 + i).append(by);
    date(text, day.plusDays(i % 50)).append(by);
    text.append(units).append(by);
    cents(text, price).append(by);
    cents(text, cost).append(by);
    // Of a thousand rows two do not add up.
    cents(text, units * price + (i % 500 == 0 ? 100 : 0)).append(by);
    cents(text, units * cost).append(by);
    cents(text, units * (price - cost));
  }

  private static StringBuilder date(StringBuilder text, LocalDate day) {
    return text.append(day.getMonthValue())
        .append('/')
        .append(day.getDayOfMonth())
        .append('/')
        .append(day.getYear());
  }

  private static StringBuilder cents(StringBuilder text, long cents) {
    long of = Math.abs(cents);
    text.append(cents < 0 ? "-" : "").append(of / 100).append('.');
    return text.append(of % 100 < 10 ? "0" : "").append(of % 100);
  }
}
