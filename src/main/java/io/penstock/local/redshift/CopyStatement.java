package io.penstock.local.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A COPY from S3.
 *
 * @param table as it is written
 * @param columns those that are named; empty for all
 * @param from the address of a manifest, or the beginning of the names of objects
 * @param nullText what stands for NULL; empty if nothing was said
 */
record CopyStatement(
    String table,
    List<String> columns,
    String from,
    Form form,
    boolean manifest,
    boolean gzip,
    String delimiter,
    String quote,
    int headers,
    Optional<String> nullText) {

  /** The formats that are read. */
  enum Form {
    CSV,
    PARQUET
  }

  private static final Pattern COPY =
      Pattern.compile(
          "\\s*COPY\\s+((?:[\\w.]|\u0001i\\d+\u0001)+)\\s*(?:\\(([^)]*)\\))?\\s+FROM\\s+(\u0001q\\d+\u0001)(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String LITERAL = "(?:\\s+AS)?\\s+(\u0001q\\d+\u0001)";

  static boolean is(String sql) {
    return COPY.matcher(ShieldedSql.of(sql).text()).matches();
  }

  static CopyStatement parse(String sql) {
    ShieldedSql shielded = ShieldedSql.of(sql.strip().replaceAll(";$", ""));
    Matcher copy = COPY.matcher(shielded.text());
    if (!copy.matches()) {
      throw new RedshiftError("42601", "syntax error in COPY");
    }
    String from = shielded.literal(copy.group(3));
    if (!from.startsWith("s3://")) {
      throw new RedshiftError("0A000", "COPY from " + from + " is not imitated here; use s3://");
    }
    Options options = new Options(shielded, copy.group(4));
    List<String> columns = new ArrayList<>();
    if (copy.group(2) != null) {
      for (String column : copy.group(2).split(",")) {
        columns.add(shielded.restore(column.strip()));
      }
    }
    boolean parquet = options.takes("FORMAT(?:\\s+AS)?\\s+PARQUET");
    boolean csv = options.takes("(?:FORMAT(?:\\s+AS)?\\s+)?CSV");
    if (parquet) {
      // It says how nested columns go to SUPER, of which the files here have none.
      options.takes("SERIALIZETOJSON");
    }
    if (!parquet && !csv) {
      throw new RedshiftError("0A000", "COPY without CSV or PARQUET is not imitated here");
    }
    if (!options.credentials()) {
      throw new RedshiftError("42601", "Missing credentials: COPY needs IAM_ROLE or keys");
    }
    CopyStatement statement =
        new CopyStatement(
            shielded.restore(copy.group(1)),
            columns,
            from,
            parquet ? Form.PARQUET : Form.CSV,
            options.takes("MANIFEST"),
            options.takes("GZIP"),
            options.literal("DELIMITER").orElse(","),
            options.literal("QUOTE").orElse("\""),
            options.number("IGNOREHEADER"),
            options.literal("NULL"));
    options.requireKnown(parquet);
    return statement;
  }

  /** What follows the address; what is understood is taken out of it. */
  private static final class Options {
    private final ShieldedSql sql;
    private String rest;

    Options(ShieldedSql sql, String rest) {
      this.sql = sql;
      this.rest = rest;
    }

    private Optional<Matcher> take(String pattern) {
      Matcher found =
          Pattern.compile("\\b" + pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL).matcher(rest);
      if (!found.find()) {
        return Optional.empty();
      }
      rest = rest.substring(0, found.start()) + " " + rest.substring(found.end());
      return Optional.of(found);
    }

    boolean takes(String pattern) {
      return take(pattern + "\\b").isPresent();
    }

    Optional<String> literal(String word) {
      return take(word + LITERAL).map(found -> sql.literal(found.group(1)));
    }

    int number(String word) {
      return take(word + "(?:\\s+AS)?\\s+(\\d+)").map(f -> Integer.parseInt(f.group(1))).orElse(0);
    }

    boolean credentials() {
      boolean role = literal("IAM_ROLE").isPresent() || takes("IAM_ROLE\\s+DEFAULT");
      boolean keys =
          literal("ACCESS_KEY_ID").isPresent() & literal("SECRET_ACCESS_KEY").isPresent();
      literal("SESSION_TOKEN");
      boolean texts =
          take("(?:WITH\\s+)?CREDENTIALS" + LITERAL)
              .map(found -> sql.literal(found.group(1)).toLowerCase(Locale.ROOT))
              .filter(text -> text.contains("aws_iam_role=") || text.contains("aws_access_key_id="))
              .isPresent();
      return role || keys || texts;
    }

    void requireKnown(boolean parquet) {
      if (parquet && !rest.isBlank()) {
        throw new RedshiftError(
            "0A000", "COPY from PARQUET does not take: " + sql.restore(rest).strip());
      }
      literal("DATEFORMAT");
      literal("TIMEFORMAT");
      literal("REGION");
      take("(?:STATUPDATE|COMPUPDATE)(?:\\s+(?:ON|OFF|TRUE|FALSE|PRESET))?");
      take("MAXERROR(?:\\s+AS)?\\s+0\\b");
      if (!rest.isBlank()) {
        throw new RedshiftError(
            "0A000", "COPY with " + sql.restore(rest).strip() + " is not imitated here");
      }
    }
  }
}
