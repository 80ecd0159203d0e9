package io.penstock.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.penstock.spec.FormatSpec;
import io.penstock.spec.Limit;
import io.penstock.spec.SourceSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Refuses a run of which too many records are bad, before any of them is loaded. */
final class BadRecordGuard {
  private static final Pattern FIELDS = Pattern.compile("has (\\d+) fields? where (\\d+) .*");
  private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",");

  private final SourceSpec source;
  private final String place;

  BadRecordGuard(SourceSpec source, String place) {
    this.source = source;
    this.place = place;
  }

  void check(long records, long malformed, long rescued, Dataset<Row> rows) {
    Optional<Limit> most = source.contract().failAbove().exceededByMalformed(malformed, records);
    if (most.isPresent()) {
      Row example = usual(rows, FileRows.MALFORMED);
      throw BronzeErrors.tooManyBad(
          place,
          "malformed",
          malformed + " of " + records + " records" + first(example),
          most.get(),
          hint(example.getString(0), example.getStruct(1).getString(2)));
    }
    most = source.contract().failAbove().exceededByRescued(rescued, records);
    if (most.isPresent()) {
      Row example = usual(rows, FileRows.REJECTED);
      throw BronzeErrors.tooManyBad(
          place,
          "rescued",
          rescued
              + " of "
              + records
              + " records with a value that does not fit its type"
              + first(example),
          most.get(),
          example.getString(0).contains("a comma")
              ? "Numbers with a comma are texts: declare them as string, and convert them in silver. "
              : "");
    }
  }

  /** The reason that most bad records have, with the first one that has it. */
  private static Row usual(Dataset<Row> rows, String reason) {
    return rows.where(col(reason).isNotNull())
        .groupBy(col(reason))
        .agg(
            min(struct(col(BronzeColumns.SOURCE_FILE), col(BronzeColumns.LINE), col(FileRows.RAW)))
                .as("first"),
            count("*").as("records"))
        .orderBy(col("records").desc(), col("first"))
        .head();
  }

  private static String first(Row example) {
    Row first = example.getStruct(1);
    return "; most often "
        + subject(example.getString(0))
        + ", first in line "
        + first.get(1)
        + " of '"
        + first.getString(0)
        + "'";
  }

  private static String subject(String reason) {
    return reason.startsWith("'") ? reason : "a record " + reason;
  }

  private String hint(String reason, String raw) {
    var fields = FIELDS.matcher(reason);
    if (reason.contains("header")) {
      return "The header stands in the middle of the file again: split the file, or skip what is before it with format.skip_rows. ";
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
    return Integer.parseInt(fields.group(1)) > expected
        ? "A text or a decimal comma that holds the delimiter has to stand in quotes, or another delimiter be taken. "
        : "";
  }
}
