package io.penstock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.drift.DriftReport;
import io.penstock.drift.Drifts;
import io.penstock.plan.Plan;
import io.penstock.publish.Preview;
import io.penstock.run.PreparedRun;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as the one JSON document of {@code --json}. */
final class PlanJson {
  private PlanJson() {}

  static String of(PipelineSpec pipeline, PreparedRun prepared, Drifts.Found drift) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", pipeline.name());
    document.put("env", pipeline.environment().name());
    List<Map<String, Object>> steps = new ArrayList<>();
    prepared.plan().steps().forEach(step -> steps.add(step(step, prepared)));
    document.put("steps", steps);
    document.put("drifts", DriftReport.maps(drift));
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> step(Plan.PlannedStep step, PreparedRun prepared) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step.name());
    fields.put("action", step.decision().action().name().toLowerCase(Locale.ROOT));
    fields.put("reason", step.decision().reason());
    fields.put("after", step.after());
    fields.put("error", step.failure().map(PenstockException::getMessage).orElse(null));
    fields.put("publication", prepared.preview(step).map(PlanJson::publication).orElse(null));
    return fields;
  }

  private static Map<String, Object> publication(Preview preview) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("way", preview.way().name().toLowerCase(Locale.ROOT));
    fields.put("inserted", preview.rows().inserted());
    fields.put("updated", preview.rows().updated());
    fields.put("deleted", preview.rows().deleted());
    fields.put("kept", preview.rows().kept());
    fields.put("statements", preview.statements());
    fields.put("because", preview.because().orElse(null));
    return fields;
  }
}
