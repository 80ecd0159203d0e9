package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.NewFile;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.HashedRows;
import io.penstock.publish.rows.NetChanges;
import io.penstock.spec.StagingSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way, as files under a prefix that is named after the table of the run. What a
 * killed run has left there goes with that table.
 */
record StagedFiles(Storage storage, StagingPlace place) {
  private static final Logger LOG = LoggerFactory.getLogger(StagedFiles.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoragePath folder(String name) {
    return storage.path(place.tempdir()).resolve("penstock/" + name);
  }

  /** Writes rows once, and counts and hashes them on the way. */
  StagedRows write(
      RedshiftTable table,
      String name,
      Dataset<Row> rows,
      List<RedshiftColumn> columns,
      ChecksumColumns compared) {
    Column hash = compared.rowHash(rows.schema(), column -> col(LakeLocation.quoted(column)));
    boolean changes = Arrays.asList(rows.columns()).contains(NetChanges.OP);
    Column own =
        changes
            ? when(col(NetChanges.OP).equalTo(NetChanges.DELETE), lit(0L)).otherwise(hash)
            : hash;
    HashedRows seen = new HashedRows(rows, own);
    boolean csv = isCsv(columns);
    Optional<String> nullText =
        csv
            ? Optional.of("~null~" + UUID.randomUUID().toString().substring(0, 8))
            : Optional.empty();
    StoragePath folder = folder(name);
    try {
      // What an earlier try of this run has left is not part of it.
      storage.deleteBelow(folder);
      String data = folder.resolve("data").forSpark();
      if (csv) {
        seen.rows()
            .select(StagedShape.line(columns, nullText.get()))
            .write()
            .option("compression", "gzip")
            .option("lineSep", "\n")
            .text(data);
      } else {
        seen.rows()
            .select(StagedShape.sent(columns, rows.schema()))
            .write()
            .option("compression", "snappy")
            .parquet(data);
      }
      HashedRows.Written written = seen.written();
      return new StagedRows(manifest(folder), written.rows(), written.hash(), nullText);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RedshiftErrors.staging(table.publication, place.tempdir(), e);
    } catch (Exception e) {
      // Spark throws its checked exceptions without declaring them.
      throw SparkErrors.sentence("Step '" + table.publication.step() + "'", "write to " + place, e)
          .orElseGet(() -> RedshiftErrors.staging(table.publication, place.tempdir(), e));
    }
  }

  /** Whether rows go as CSV: JSON that is to become SUPER does so only from there. */
  boolean isCsv(List<RedshiftColumn> columns) {
    boolean nested = columns.stream().anyMatch(c -> c.form() == RedshiftColumn.Form.NESTED);
    return nested || place.format().filter(StagingSpec.Format.CSV::equals).isPresent();
  }

  private String manifest(StoragePath folder) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Storage.Found file : listed(folder.resolve("data"))) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("url", address(file.path()));
      entry.put("mandatory", true);
      entry.put("meta", Map.of("content_length", file.size()));
      entries.add(entry);
    }
    StoragePath manifest = folder.resolve("manifest");
    NewFile file = storage.create(manifest);
    try {
      file.stream().write(JSON.writeValueAsBytes(Map.of("entries", entries)));
      file.keep();
    } catch (IOException e) {
      file.discard();
      throw e;
    }
    return address(manifest);
  }

  private List<Storage.Found> listed(StoragePath data) throws IOException {
    try {
      return storage.list(data);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static String address(StoragePath path) {
    return path.text().replaceFirst("^s3[an]://", "s3://");
  }

  /**
   * Removes what was written for a table of a run. Not worth failing for: the next run tries too.
   */
  void remove(String name) {
    try {
      storage.deleteBelow(folder(name));
    } catch (IOException | RuntimeException e) {
      LOG.warn("the staged files of {} under {} remain", name, place.tempdir(), e);
    }
  }
}
