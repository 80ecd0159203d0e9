package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * What MySQL 8.4 reserves or no longer knows, against every statement that is made for MySQL: there
 * is no such server to try.
 */
class ReservedWordsTest {
  /** Those of the manual of 8.4, QUALIFY, MANUAL, PARALLEL and TABLESAMPLE among them. */
  private static final Set<String> RESERVED =
      new TreeSet<>(
          Arrays.asList(
              ("ACCESSIBLE ADD ALL ALTER ANALYZE AND AS ASC ASENSITIVE BEFORE BETWEEN BIGINT BINARY BLOB"
                      + " BOTH BY CALL CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE COLUMN CONDITION"
                      + " CONSTRAINT CONTINUE CONVERT CREATE CROSS CUBE CUME_DIST CURRENT_DATE CURRENT_TIME"
                      + " CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DATABASES DAY_HOUR DAY_MICROSECOND"
                      + " DAY_MINUTE DAY_SECOND DEC DECIMAL DECLARE DEFAULT DELAYED DELETE DENSE_RANK DESC"
                      + " DESCRIBE DETERMINISTIC DISTINCT DISTINCTROW DIV DOUBLE DROP DUAL EACH ELSE ELSEIF"
                      + " EMPTY ENCLOSED ESCAPED EXCEPT EXISTS EXIT EXPLAIN FALSE FETCH FIRST_VALUE FLOAT"
                      + " FLOAT4 FLOAT8 FOR FORCE FOREIGN FROM FULLTEXT FUNCTION GENERATED GET GRANT GROUP"
                      + " GROUPING GROUPS HAVING HIGH_PRIORITY HOUR_MICROSECOND HOUR_MINUTE HOUR_SECOND IF"
                      + " IGNORE IN INDEX INFILE INNER INOUT INSENSITIVE INSERT INT INT1 INT2 INT3 INT4 INT8"
                      + " INTEGER INTERSECT INTERVAL INTO IO_AFTER_GTIDS IO_BEFORE_GTIDS IS ITERATE JOIN"
                      + " JSON_TABLE KEY KEYS KILL LAG LAST_VALUE LATERAL LEAD LEADING LEAVE LEFT LIKE LIMIT"
                      + " LINEAR LINES LOAD LOCALTIME LOCALTIMESTAMP LOCK LONG LONGBLOB LONGTEXT LOOP"
                      + " LOW_PRIORITY MANUAL MATCH MAXVALUE MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT"
                      + " MINUTE_MICROSECOND MINUTE_SECOND MOD MODIFIES NATURAL NOT NO_WRITE_TO_BINLOG"
                      + " NTH_VALUE NTILE NULL NUMERIC OF ON OPTIMIZE OPTIMIZER_COSTS OPTION OPTIONALLY OR"
                      + " ORDER OUT OUTER OUTFILE OVER PARALLEL PARTITION PERCENT_RANK PRECISION PRIMARY"
                      + " PROCEDURE PURGE QUALIFY RANGE RANK READ READS READ_WRITE REAL RECURSIVE REFERENCES"
                      + " REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE RESIGNAL RESTRICT RETURN REVOKE RIGHT"
                      + " RLIKE ROW ROWS ROW_NUMBER SCHEMA SCHEMAS SECOND_MICROSECOND SELECT SENSITIVE"
                      + " SEPARATOR SET SHOW SIGNAL SMALLINT SPATIAL SPECIFIC SQL SQLEXCEPTION SQLSTATE"
                      + " SQLWARNING SQL_BIG_RESULT SQL_CALC_FOUND_ROWS SQL_SMALL_RESULT SSL STARTING STORED"
                      + " STRAIGHT_JOIN SYSTEM TABLE TABLESAMPLE TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO"
                      + " TRAILING TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING"
                      + " UTC_DATE UTC_TIME UTC_TIMESTAMP VALUES VARBINARY VARCHAR VARCHARACTER VARYING"
                      + " VIRTUAL WHEN WHERE WHILE WINDOW WITH WRITE XOR YEAR_MONTH ZEROFILL")
                  .split(" ")));

  private static final Pattern NAMED = Pattern.compile("`((?:[^`]|``)+)`");

  @Test
  void everyNameStandsInQuotesWhateverItIs() {
    for (String word : RESERVED) {
      String name = word.toLowerCase(Locale.ROOT) + "_x";
      String column = word.toLowerCase(Locale.ROOT) + "_y";
      for (String statement : statements(name, column)) {
        String bare = NAMED.matcher(statement).replaceAll("").replaceAll("'[^']*'", "");
        assertThat(bare).as(statement).doesNotContain(name).doesNotContain(column);
      }
    }
  }

  private static List<String> statements(String table, String column) {
    List<MySqlColumn> columns =
        List.of(new MySqlColumn(column, "bigint NOT NULL", MySqlColumn.Form.TEXT));
    List<String> keys = List.of(column);
    StructType schema = new StructType().add(column, DataTypes.LongType);
    var compared = MySqlDialect.sent(keys, List.of(schema.fieldNames()));
    List<String> all = new ArrayList<>();
    all.add(MySqlStatements.create(table, columns, keys, "utf8mb4_bin", ""));
    all.add(MySqlStatements.load(table, columns));
    all.add(MySqlStatements.insert(table, columns));
    all.add(
        MySqlStatements.addIndexes(table, List.of(MySqlIndex.of(keys, ColumnPlan.types(columns)))));
    all.add(MySqlStatements.swap(table, table, table, true));
    all.add(MySqlStatements.stagedTotals(compared, table, table, keys));
    all.add(MySqlStatements.deleteStaged(table, table, keys, true));
    all.add(MySqlStatements.insertStaged(table, table, keys, Optional.of(keys)));
    all.add(MySqlStatements.without(table, table, keys));
    all.add(MySqlStatements.totals(compared, MySqlStatements.quoted(table) + " t"));
    return all;
  }

  @Test
  void theLedgersOwnNamesAreNotReserved() {
    for (String table : MySqlLedger.MYSQL.tables()) {
      String body = table.substring(table.indexOf('(') + 1);
      for (String line : body.split(",(?![^(]*\\))")) {
        String first = line.strip().split("[\\s(]")[0];
        boolean clause = first.equals("PRIMARY");
        if (!clause && !first.startsWith("`")) {
          assertThat(RESERVED).as(table).doesNotContain(first.toUpperCase(Locale.ROOT));
        }
      }
    }
  }

  /** Statements that 8.4 no longer has. */
  @Test
  void whatIsGoneIsNotSaid() throws IOException {
    Pattern gone =
        Pattern.compile(
            "SHOW (MASTER|SLAVE)|CHANGE MASTER|RESET MASTER|mysql_native_password"
                + "|default_authentication_plugin|expire_logs_days");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/penstock/publish"))) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList())) {
        Matcher found = gone.matcher(Files.readString(file));
        assertThat(found.find()).as(file.toString()).isFalse();
      }
    }
  }
}
