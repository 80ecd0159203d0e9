package io.penstock.publish.files;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A column.
 *
 * @param type in Spark's words
 */
record ExportedColumn(@JsonProperty("name") String name, @JsonProperty("type") String type) {}
