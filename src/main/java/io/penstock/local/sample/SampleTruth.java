package io.penstock.local.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a sample: the parameters it was made from, the defects in it by their number, and what
 * the gold tables must say of it. {@code rows} is the number of all lines below the header.
 */
public record SampleTruth(
    int format,
    long rows,
    double dirtyShare,
    long seed,
    long cleanRows,
    Planted planted,
    Good good,
    ZipFile zip) {

  /** Rows with a defect, by kind; no row is in two. */
  public record Planted(
      long duplicates,
      long badDates,
      long negativeUnits,
      long missingIds,
      long sumsOff,
      long ragged,
      long trailingSpace) {
    /** All rows with a defect. */
    public long total() {
      return duplicates + quarantined() + trailingSpace;
    }

    /** Those that belong in quarantine: neither mere copies nor good after all. */
    public long quarantined() {
      return badDates + negativeUnits + missingIds + sumsOff + ragged;
    }
  }

  /**
   * The rows that are left when quarantined and duplicate ones are gone; {@code groups} is the
   * number of distinct region, country (trimmed), year and quarter.
   */
  public record Good(long rows, long groups, Map<Integer, Year> years) {
    public Good {
      years = new TreeMap<>(years);
    }
  }

  /** The good orders of a year; amounts have two decimals. */
  public record Year(long orders, BigDecimal revenue, BigDecimal cost, BigDecimal profit) {}

  /** The file that goes with it. */
  public record ZipFile(String name, long size, String sha256) {}

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  /** Reads {@code sales_truth.json}. */
  public static SampleTruth read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), SampleTruth.class);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }
}
