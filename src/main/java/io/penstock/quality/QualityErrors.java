package io.penstock.quality;

import io.penstock.lake.Model;
import io.penstock.lake.SparkErrors;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.util.List;

/** The sentences of models and their rules. */
final class QualityErrors {
  private QualityErrors() {}

  static OutsideException notCounted(String step, Exception e) {
    return OutsideException.ofTransient(
        "Step '"
            + step
            + "': cannot account for its rows because Spark does not say how many it has computed."
            + " Nothing was written; run again.",
        e);
  }

  static SpecException notStorable(ModelSpec model, String problems) {
    return new SpecException(
        "Table '" + model.table() + "' (" + model.code().at() + "): " + problems);
  }

  static SpecException cannot(String place, String verb, Exception e) {
    return new SpecException(
        place + ": cannot " + verb + " because " + SparkErrors.reason(e) + ". Correct the model.",
        e);
  }

  static SpecException noSuchClass(ModelCode.JavaClass code, Exception e) {
    return new SpecException(
        "there is no class '"
            + code.name()
            + "' on the class path. Build it into a jar and add that.",
        e);
  }

  static SpecException noModel(ModelCode.JavaClass code, Exception e) {
    return new SpecException(
        "the class '"
            + code.name()
            + "' must implement "
            + Model.class.getName()
            + " and have a public constructor without arguments.",
        e);
  }

  static SpecException notMade(ModelCode.JavaClass code, Exception e) {
    return new SpecException(
        "the class '" + code.name() + "' cannot be made: " + e.getCause() + ".", e);
  }

  static RefusedException tooManyViolations(String model, List<String> refusals) {
    return new RefusedException(
        "Table '"
            + model
            + "': cannot take the new rows because "
            + String.join("; ", refusals)
            + ". Correct the data or the rule; the table is as it was.");
  }
}
