package io.penstock.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * The progress of a table a second time, beside its log: commits that are older than the log's
 * retention are removed at the next checkpoint, and what a step wrote into them goes with them.
 *
 * @param commit the newest commit of a step
 * @param at the version that it made
 * @param changedAt see {@link TableState#changedAt}
 * @param seen up to this version nobody else has changed a row
 * @param content what its files are, see {@link TableContent}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KeptProgress(
    @JsonProperty("commit") StepCommit commit,
    @JsonProperty("at") long at,
    @JsonProperty("changed_at") long changedAt,
    @JsonProperty("seen") long seen,
    @JsonProperty("content") TableContent content) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads it back; of a text that was cut off nothing is known. */
  static Optional<KeptProgress> parse(String json) {
    try {
      return Optional.of(JSON.readValue(json, KeptProgress.class))
          .filter(kept -> kept.commit() != null && kept.commit().generation() != null);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
