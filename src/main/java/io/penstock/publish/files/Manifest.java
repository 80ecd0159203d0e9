package io.penstock.publish.files;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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

  Manifest {
    columns = columns == null ? List.of() : List.copyOf(columns);
    files = files == null ? List.of() : List.copyOf(files);
    versions = versions == null ? List.of() : List.copyOf(versions);
  }
}
