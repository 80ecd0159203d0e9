package io.penstock.bronze;

import io.penstock.spec.FormatSpec;
import io.penstock.spec.Limit;
import io.penstock.spec.SourceSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses a run of which too many records are bad, before any of them is loaded. */
final class BadRecordGuard {
  private static final Pattern FIELDS = Pattern.compile("has (\\d+) fields? where (\\d+) .*");

  /** A line of a document that is written over several ones. */
  private static final Pattern PRETTY =
      Pattern.compile("\\s*(?:[\\[\\]{}]+,?|\"(?:[^\"\\\\]|\\\\.)*\"\\s*:.*)\\s*");

  private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",");

  private final SourceSpec source;
  private final String place;

  BadRecordGuard(SourceSpec source, String place) {
    this.source = source;
    this.place = place;
  }

  void check(Tally tally) {
    Optional<Limit> most =
        source.contract().failAbove().exceededByMalformed(tally.malformed(), tally.records());
    if (most.isPresent()) {
      UsualReason usual = tally.usualMalformed().orElseThrow();
      throw BronzeErrors.tooManyBad(
          place,
          "malformed",
          tally.malformed() + " of " + tally.records() + " records" + first(usual),
          most.get(),
          hint(usual.reason(), usual.raw()));
    }
    most = source.contract().failAbove().exceededByRescued(tally.rescued(), tally.records());
    if (most.isPresent()) {
      UsualReason usual = tally.usualRescued().orElseThrow();
      throw BronzeErrors.tooManyBad(
          place,
          "rescued",
          tally.rescued()
              + " of "
              + tally.records()
              + " records with a value that does not fit its type"
              + first(usual),
          most.get(),
          usual.reason().contains("a comma")
              ? "If the comma stands before decimals, set format.decimal_separator; between thousands, format.group_separator. "
              : "");
    }
  }

  private static String first(UsualReason usual) {
    return "; most often "
        + subject(usual.reason())
        + ", first in line "
        + usual.line()
        + " of '"
        + usual.path()
        + "'";
  }

  private static String subject(String reason) {
    return reason.startsWith("'") ? reason : "a record " + reason;
  }

  private String hint(String reason, String raw) {
    var fields = FIELDS.matcher(reason);
    if (reason.contains("header")) {
      return "The header stands in the middle of the file again: split the file, or skip what is before it with format.skip_rows; if the first line is a record, set format.header to false. ";
    }
    if (source.format() instanceof FormatSpec.Json json) {
      return json.lines() && PRETTY.matcher(raw).matches()
          ? "The file seems to be one JSON document over many lines: set format.layout to document. "
          : "";
    }
    if (!(source.format() instanceof FormatSpec.Csv csv) || !fields.matches()) {
      return "";
    }
    int expected = Integer.parseInt(fields.group(2));
    Optional<String> other =
        DELIMITERS.stream()
            .filter(delimiter -> !delimiter.equals(csv.delimiter()))
            .filter(delimiter -> raw.split(Pattern.quote(delimiter), -1).length == expected)
            .filter(delimiter -> expected > 1)
            .findFirst();
    if (other.isPresent()) {
      return "The records seem to be divided by "
          + (other.get().equals("\t") ? "TAB" : "'" + other.get() + "'")
          + ": set format.delimiter. ";
    }
    if (expected == 1 && csv.header()) {
      return "The line that was taken for the header names one column: if the header comes later, set format.skip_rows. ";
    }
    return Integer.parseInt(fields.group(1)) > expected
        ? "A text or a decimal comma that holds the delimiter has to stand in quotes, or another delimiter be taken. "
        : "";
  }
}
