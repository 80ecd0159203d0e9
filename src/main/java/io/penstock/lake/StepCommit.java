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
 * What a step writes into the Delta commit of its output: how far it has come. Output and progress
 * cannot disagree, because they are one commit; what stands elsewhere is a copy.
 *
 * @param step the step's name
 * @param runId the run that committed
 * @param batch counts the step's commits from 1; also the transaction version that keeps a retried
 *     commit from happening twice
 * @param generation changes when the table was made anew, so that its readers start over
 * @param definition the digest of what computed the rows
 * @param inputs how far each input was read
 * @param notes what else the step must know the next time
 * @param base the version of the table that the step had looked at; null if it was not there
 * @param changedBefore the newest version before this one whose commit changed rows; null if that
 *     is not known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StepCommit(
    @JsonProperty("step") String step,
    @JsonProperty("run_id") String runId,
    @JsonProperty("batch") long batch,
    @JsonProperty("incarnation") String generation,
    @JsonProperty("definition") String definition,
    @JsonProperty("inputs") Map<String, InputVersion> inputs,
    @JsonProperty("notes") Map<String, String> notes,
    @JsonProperty("base") Long base,
    @JsonProperty("changed_before") Long changedBefore) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "\"penstock\":1";

  /** What is written into a commit that a step makes before its own, such as of new columns. */
  static final String ASIDE = "penstock: by the way";

  /** What is written into a commit that says that the rows are not to be relied on. */
  static final String DOUBT = "penstock: row counts did not balance";

  /** What such a commit is called in sentences. */
  static final String DOUBTED = "row counts that did not balance, noted";

  /**
   * Up to where an input was read.
   *
   * @param batch the commit of its step that had come last; null if it was not noted
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InputVersion(
      @JsonProperty("incarnation") String generation,
      @JsonProperty("version") long version,
      @JsonProperty("batch") Long batch) {}

  public StepCommit {
    inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
    notes = notes == null ? Map.of() : new TreeMap<>(notes);
  }

  /** The name under which Delta remembers the step's last transaction. */
  public String transactionApp() {
    return transactionApp(step);
  }

  static String transactionApp(String step) {
    return "penstock:" + step;
  }

  /** A commit that was made and of which nothing but its number is known. */
  static StepCommit unknown(String step, long batch) {
    return new StepCommit(step, "", batch, "", "", Map.of(), Map.of(), null, null);
  }

  /** Whether the same run made both for the same batch of the same step. */
  boolean isSame(StepCommit other) {
    return batch == other.batch && runId.equals(other.runId) && step.equals(other.step);
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
