package io.penstock.publish.files;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.plan.Published;
import io.penstock.publish.Exported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The current version of an export, as readers find it in {@code manifest.json}: it is replaced by
 * one request, so whoever reads it has the names of all files of one whole version.
 *
 * @param formatVersion of this document
 * @param generation the publication that made it
 * @param tableId the generation of the lake's table that it came from
 * @param version the version of that table
 * @param runId the run that published it
 * @param definition the digest of how it is published
 * @param owner the pipeline and its lake
 * @param files those of the current version, in their order
 * @param versions the folders that stay, the newest last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
    @JsonProperty("format_version") int formatVersion,
    @JsonProperty("table") String table,
    @JsonProperty("generation") String generation,
    @JsonProperty("table_id") String tableId,
    @JsonProperty("version") long version,
    @JsonProperty("run_id") String runId,
    @JsonProperty("definition") String definition,
    @JsonProperty("owner") String owner,
    @JsonProperty("published_at") String publishedAt,
    @JsonProperty("rows") long rows,
    @JsonProperty("row_hash") long rowHash,
    @JsonProperty("columns") List<ExportedColumn> columns,
    @JsonProperty("files") List<ExportedFile> files,
    @JsonProperty("versions") List<ExportedVersion> versions) {
  static final int FORMAT_VERSION = 1;

  /** What tells one manifest from another. */
  String runIdentity() {
    return generation + " " + version + " " + publishedAt + " " + runId;
  }

  /**
   * What a catalog is told.
   *
   * @param place the URL of the manifest's folder
   */
  Exported exported(String place) {
    Set<String> folders = new TreeSet<>();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (ExportedFile file : files) {
      String[] parts = file.path().split("/");
      folders.add(place + "/" + parts[0] + "/" + parts[1]);
      for (int part = 2; part < parts.length - 1; part++) {
        String[] value = parts[part].split("=", 2);
        values.computeIfAbsent(value[0], name -> new TreeSet<>()).add(value[1]);
      }
    }
    if (folders.isEmpty()) {
      folders.add(place + "/" + ExportFolder.VERSIONS + generation);
    }
    StructType schema = new StructType();
    for (ExportedColumn column : columns) {
      schema = schema.add(column.name(), DataType.fromDDL(column.type()));
    }
    Map<String, List<String>> partitions = new LinkedHashMap<>();
    values.forEach((name, all) -> partitions.put(name, List.copyOf(all)));
    return new Exported(
        new Published(tableId, version, definition, true),
        List.copyOf(folders),
        schema,
        partitions);
  }

  Manifest {
    columns = columns == null ? List.of() : List.copyOf(columns);
    files = files == null ? List.of() : List.copyOf(files);
    versions = versions == null ? List.of() : List.copyOf(versions);
  }
}
