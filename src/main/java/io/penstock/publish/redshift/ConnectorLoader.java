package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkErrors;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.BinaryType;

/**
 * Loads rows by the spark-redshift community connector, called by its name. Its transaction has the
 * COPY and, as its last statement, the line of the ledger; it is told to try nothing twice, because
 * it would repeat the COMMIT too.
 */
final class ConnectorLoader {
  static final String FORMAT = "io.github.spark_redshift_community.spark.redshift";

  private final RedshiftTable table;
  private final String name;
  private final String run;

  ConnectorLoader(RedshiftTable table, String name, String run) {
    this.table = table;
    this.name = name;
    this.run = run;
  }

  void load(Dataset<Row> rows, List<RedshiftColumn> columns, ChecksumColumns compared)
      throws SQLException {
    // The ledger's line is part of the statements, so its figures must be known before.
    Row figures = figures(rows, compared);
    boolean csv = isCsv(columns);
    try {
      rows.select(csv ? StagedShape.texts(columns) : StagedShape.typed(columns, rows.schema()))
          .write()
          .format(FORMAT)
          .options(options(csv, figures.getLong(0), figures.getLong(1)))
          .mode(SaveMode.Append)
          .save();
    } catch (Exception e) {
      if (String.valueOf(e.getMessage()).contains("DATA_SOURCE_NOT_FOUND")) {
        throw RedshiftErrors.noConnector(table.publication);
      }
      Optional<SQLException> said = RedshiftErrors.in(e);
      if (said.isPresent() && new StageLoading(table, name, run).isLoaded()) {
        // The answer was lost; what it would have said stands in the ledger.
        return;
      }
      if (said.isPresent()) {
        Optional<String> found = refused();
        if (found.isPresent()) {
          throw RedshiftErrors.notLoaded(table.publication, found.get());
        }
        throw said.get();
      }
      throw SparkErrors.sentence("Step '" + table.publication.step() + "'", "publish", e)
          .orElseGet(() -> RedshiftErrors.cannotPublish(table.publication, e));
    } finally {
      table.staged.remove(name);
    }
  }

  /**
   * Times go as text: what the connector makes of them for Parquet depends on the clock of the
   * machine, and it has no days from 5 to 14 October 1582. Bytes go as Parquet.
   */
  private boolean isCsv(List<RedshiftColumn> columns) {
    return table.staged.isCsv(columns)
        || columns.stream().anyMatch(c -> WrittenType.isTime(c.sent()))
            && columns.stream().noneMatch(c -> c.sent() instanceof BinaryType);
  }

  /** What Redshift noted of a row that it did not take, on the connector's connection. */
  private Optional<String> refused() {
    try (Connection other = table.server.open()) {
      return LoadError.last(other, "file_name LIKE ?", "%/penstock/" + name + "/%");
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static Row figures(Dataset<Row> rows, ChecksumColumns compared) {
    Column hash = compared.rowHash(rows.schema(), column -> col(LakeLocation.quoted(column)));
    boolean changes = Arrays.asList(rows.columns()).contains(NetChanges.OP);
    Column own =
        changes
            ? when(col(NetChanges.OP).equalTo(NetChanges.DELETE), lit(0L)).otherwise(hash)
            : hash;
    return rows.agg(count(lit(1)), coalesce(sum(own), lit(0L))).head();
  }

  private Map<String, String> options(boolean csv, long rows, long hash) {
    StagingPlace place = table.staged.place();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("url", table.server.url());
    options.put("user", table.server.user());
    options.put("password", table.server.password());
    options.put("dbtable", table.server.table(name));
    options.put("tempdir", place.tempdir() + "/penstock/" + name);
    options.put("tempformat", csv ? "CSV GZIP" : "PARQUET");
    options.put("aws_iam_role", place.role().orElseThrow());
    options.put("copyretrycount", "0");
    // What it writes for NULL unless told is a text that a row may have.
    options.put("csvnullstring", "~null~" + UUID.randomUUID().toString().substring(0, 8));
    options.put("check_s3_bucket_usage", "false");
    // It would plan everybody's queries in this session from now on.
    options.put("autopushdown", "false");
    options.put("usestagingtable", "false");
    options.put(
        "postactions",
        "INSERT INTO "
            + new RedshiftLedger(table.server.schema()).quoted("_penstock_part")
            + " (load_id, part_id, \"rows\", checksum, committed_at) VALUES ("
            + RedshiftStatements.literal(run)
            + ", 0, "
            + rows
            + ", "
            + hash
            + ", GETDATE())");
    return options;
  }
}
