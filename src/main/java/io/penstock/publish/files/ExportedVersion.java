package io.penstock.publish.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A version that stays.
 *
 * @param folders those of its files
 */
record ExportedVersion(
    @JsonProperty("version") long version,
    @JsonProperty("generation") String generation,
    @JsonProperty("published_at") String publishedAt,
    @JsonProperty("rows") long rows,
    @JsonProperty("folders") List<String> folders) {}
