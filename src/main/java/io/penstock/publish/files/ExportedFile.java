package io.penstock.publish.files;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file.
 *
 * @param path below the folder of the table
 */
record ExportedFile(@JsonProperty("path") String path, @JsonProperty("bytes") long bytes) {}
