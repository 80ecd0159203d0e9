package io.penstock.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a step writes into the Delta commit of its output: how far it has come, and its books. This
 * is the only place where progress is kept, so output and progress cannot disagree.
 *
 * @param step the step's name
 * @param runId the run that committed
 * @param batch counts the step's commits from 1; also the transaction version that keeps a retried
 *     commit from happening twice
 * @param incarnation changes when the table was made anew, so that its readers start over
 * @param definition the digest of what computed the rows
 * @param inputs how far each input was read
 * @param counts the books of the batch
 * @param notes what else the step must know the next time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StepCommit(
    @JsonProperty("step") String step,
    @JsonProperty("run_id") String runId,
    @JsonProperty("batch") long batch,
    @JsonProperty("incarnation") String incarnation,
    @JsonProperty("definition") String definition,
    @JsonProperty("inputs") Map<String, InputVersion> inputs,
    @JsonProperty("counts") Map<String, Long> counts,
    @JsonProperty("notes") Map<String, String> notes) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "\"penstock\":1";

  /** Up to where an input was read. */
  public record InputVersion(
      @JsonProperty("incarnation") String incarnation, @JsonProperty("version") long version) {}

  public StepCommit {
    inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
    counts = counts == null ? Map.of() : new TreeMap<>(counts);
    notes = notes == null ? Map.of() : new TreeMap<>(notes);
  }

  /** The name under which Delta remembers the step's last transaction. */
  public String transactionApp() {
    return transactionApp(step);
  }

  static String transactionApp(String step) {
    return "penstock:" + step;
  }

  /** Whether the same run made both for the same batch of the same step. */
  boolean isSame(StepCommit other) {
    return batch == other.batch && runId.equals(other.runId) && step.equals(other.step);
  }

  public StepCommit withCounts(Map<String, Long> newCounts) {
    return new StepCommit(step, runId, batch, incarnation, definition, inputs, newCounts, notes);
  }

  /** The text that goes into the commit. */
  public String toJson() {
    try {
      String json = JSON.writeValueAsString(this);
      return "{" + MARK + "," + json.substring(1);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads it back; a commit of somebody else gives nothing. */
  public static Optional<StepCommit> parse(String userMetadata) {
    if (userMetadata == null || !userMetadata.startsWith("{" + MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(userMetadata, StepCommit.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
