package io.penstock.local.redshift;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redshift's statements as PostgreSQL takes them; what Redshift does not take is refused. */
final class Statements {
  private static final int LONGEST = 65_535;
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern DDL = Pattern.compile("\\s*(CREATE|ALTER)\\s.*\\bTABLE\\b.*", FLAGS);
  private static final Pattern VARCHAR =
      Pattern.compile(
          "(?<![\\w.])(?:character\\s+varying|n?varchar)\\s*(?:\\(\\s*(\\d+|max)\\s*\\))?(?!\\w)",
          FLAGS);
  private static final Pattern TEXT = Pattern.compile("(?<![\\w.])text(?!\\w)", FLAGS);
  private static final Pattern VARBYTE =
      Pattern.compile(
          "(?<![\\w.])(?:varbyte|varbinary|binary\\s+varying)\\s*(?:\\(\\s*\\d+\\s*\\))?(?!\\w)",
          FLAGS);
  private static final Pattern READ_ONLY =
      Pattern.compile("^(\\s*SET\\s+(?:SESSION\\s+)?)readonly\\b", FLAGS);
  private static final Pattern SETTING =
      Pattern.compile(
          "^(\\s*(?:SET|RESET)\\s+(?:SESSION\\s+)?)(query_group|wlm_query_slot_count"
              + "|enable_\\w+|analyze_threshold_percent|describe_field_name_in_uppercase)\\b",
          FLAGS);

  /** The part stands there as a word, which elsewhere would be a column. */
  private static final Pattern DATEDIFF =
      Pattern.compile(
          "\\bDATEDIFF\\s*\\(\\s*(microsecond|second|minute|hour|day|month|year)s?\\s*,", FLAGS);

  private static final Pattern LATE_BINDING =
      Pattern.compile("\\bWITH\\s+NO\\s+SCHEMA\\s+BINDING\\b", FLAGS);

  /** What only says how Redshift lays out a table, or what it does not enforce. */
  private static final Pattern LAYOUT =
      Pattern.compile(
          "\\bDISTSTYLE\\s+\\w+|\\bDISTKEY\\b\\s*(?:\\([^)]*\\))?"
              + "|(?:\\b(?:COMPOUND|INTERLEAVED)\\s+)?\\bSORTKEY\\b\\s*(?:AUTO|\\([^)]*\\))?"
              + "|\\bENCODE\\s+\\w+|\\bBACKUP\\s+(?:YES|NO)",
          FLAGS);

  private static final Pattern UNENFORCED =
      Pattern.compile(
          ",\\s*(?:CONSTRAINT\\s+\\S+\\s+)?(?:PRIMARY\\s+KEY|UNIQUE)\\s*\\([^)]*\\)"
              + "|\\b(?:PRIMARY\\s+KEY|UNIQUE)\\b(?!\\s*\\()",
          FLAGS);

  private static final Map<Pattern, String> REFUSED = new LinkedHashMap<>();

  static {
    refuse("\\bON\\s+CONFLICT\\b", "syntax error at or near \"CONFLICT\"");
    refuse("\\bFOR\\s+(?:UPDATE|SHARE)\\b", "SELECT FOR UPDATE is not supported");
    refuse("\\bRETURNING\\b", "syntax error at or near \"RETURNING\"");
    refuse("^\\s*CREATE\\s+(?:UNIQUE\\s+)?INDEX\\b", "SQL command \"CREATE INDEX\" not supported");
    refuse("^\\s*CREATE\\s+TRIGGER\\b", "SQL command \"CREATE TRIGGER\" not supported");
    refuse("\\bjsonb?\\b(?!\\s*\\()", "type \"json\" does not exist");
    refuse("\\b(?:small|big)?serial\\b", "Column type \"serial\" is unsupported");
    refuse(
        "^\\s*ALTER\\s+TABLE\\b.*\\bADD\\b[^()]*(?:\\([^()]*\\)[^()]*)*,\\s*ADD\\b",
        "ALTER TABLE ADD COLUMN supports one column at a time");
    refuse(
        "^\\s*ALTER\\s+TABLE\\b.*\\bADD\\b.*\\bNOT\\s+NULL\\b(?!.*\\bDEFAULT\\b)",
        "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression");
    refuse("\\b(?:pg_(?:try_)?advisory_\\w+|concat_ws)\\s*\\(", "function does not exist");
  }

  private final StandInDatabase database;

  Statements(StandInDatabase database) {
    this.database = database;
  }

  private static void refuse(String pattern, String message) {
    REFUSED.put(Pattern.compile(pattern, FLAGS), message);
  }

  /**
   * @param copied how many rows the last COPY of the session loaded
   */
  String rewritten(String sql, long copied) {
    ShieldedSql shielded = ShieldedSql.of(sql);
    String text = shielded.text();
    REFUSED.forEach(
        (pattern, message) -> {
          if (pattern.matcher(shielded.text()).find()) {
            throw new RedshiftError("0A000", message);
          }
        });
    text = text.replaceAll("(?i)\\bpg_last_copy_count\\s*\\(\\s*\\)", String.valueOf(copied));
    text = DATEDIFF.matcher(text).replaceAll("DATEDIFF('$1',");
    text = READ_ONLY.matcher(text).replaceFirst("$1default_transaction_read_only");
    text = SETTING.matcher(text).replaceFirst("$1redshift.$2");
    if (LATE_BINDING.matcher(text).find()) {
      throw new RedshiftError("0A000", "late-binding views are not imitated here");
    }
    if (DDL.matcher(text).matches()) {
      text = table(text);
    }
    return shielded.with(text).restore();
  }

  private String table(String sql) {
    String text = UNENFORCED.matcher(LAYOUT.matcher(sql).replaceAll("")).replaceAll("");
    text = VARBYTE.matcher(text).replaceAll("bytea");
    Matcher varchar = VARCHAR.matcher(text);
    StringBuilder typed = new StringBuilder();
    while (varchar.find()) {
      varchar.appendReplacement(typed, database.varchar(width(varchar.group(1))));
    }
    varchar.appendTail(typed);
    return TEXT.matcher(typed).replaceAll(database.varchar(256));
  }

  private static int width(String written) {
    if (written == null) {
      return 256;
    }
    if (written.equalsIgnoreCase("max")) {
      return LONGEST;
    }
    int width = Integer.parseInt(written);
    if (width < 1 || width > LONGEST) {
      throw new RedshiftError("22023", "length for type varchar cannot exceed " + LONGEST);
    }
    return width;
  }
}
