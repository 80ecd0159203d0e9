package io.penstock.databricks;

/** What the jobs API says, as far as anybody reads it. */
final class JobAnswers {
  static final String TWO_JOBS =
      """
      {"jobs": [
        {"job_id": 11, "settings": {"name": "[dev anna] penstock sales", "tags": {"project": "penstock"}}},
        {"job_id": 12, "settings": {"name": "nightly report"}}], "has_more": false}
      """;
  static final String STARTED = "{\"run_id\": 77, \"number_in_job\": 77}";

  private JobAnswers() {}

  /** The run 77, whose tasks land and silver stand so. */
  static String run(String state, String land, String silver) {
    return """
        {"run_id": 77, "job_id": 11, "run_page_url": "https://workspace/run/77",
         "start_time": 1700000000000, "end_time": %s, "state": %s,
         "tasks": [
           {"run_id": 771, "task_key": "land", "attempt_number": 0, "state": %s},
           {"run_id": 772, "task_key": "silver", "attempt_number": 0, "state": {"life_cycle_state":
             "TERMINATED", "result_state": "FAILED"}},
           {"run_id": 773, "task_key": "silver", "attempt_number": 1, "state": %s}]}
        """
        .formatted(state.contains("TERMINATED") ? "1700000042000" : "0", state, land, silver);
  }

  static String going(String lifeCycle) {
    return "{\"life_cycle_state\": \"" + lifeCycle + "\"}";
  }

  static String ended(String result) {
    return "{\"life_cycle_state\": \"TERMINATED\", \"result_state\": \""
        + result
        + "\", \"state_message\": \"Task silver failed with message: Workload failed.\"}";
  }
}
