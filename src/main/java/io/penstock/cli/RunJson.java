package io.penstock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.drift.DriftReport;
import io.penstock.drift.Drifts;
import io.penstock.ops.CheckResult;
import io.penstock.ops.StepResult;
import io.penstock.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of a run as the one JSON document of {@code --json}. */
final class RunJson {
  private RunJson() {}

  static String of(RunResult result, Drifts.Found drift) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run_id", result.runId());
    document.put("pipeline", result.pipeline());
    document.put("env", result.environment());
    document.put("status", result.succeeded() ? "succeeded" : "failed");
    document.put("seconds", result.seconds());
    document.put("balanced", result.balanced());
    List<Map<String, Object>> steps = new ArrayList<>();
    result.steps().forEach(step -> steps.add(step(step)));
    document.put("steps", steps);
    document.put("drifts", DriftReport.maps(drift));
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> step(StepResult step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step.step());
    fields.put("status", step.status().toString());
    fields.putAll(step.counts().asMap());
    fields.put("seconds", step.seconds());
    fields.put("error", step.error().orElse(null));
    fields.put("detail", step.detail());
    List<Map<String, Object>> rules = new ArrayList<>();
    for (CheckResult check : step.checks()) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("rule", check.rule());
      rule.put("action", check.action());
      rule.put("violations", check.violations());
      rule.put("rows", check.rows());
      rules.add(rule);
    }
    fields.put("rules", rules);
    return fields;
  }
}
