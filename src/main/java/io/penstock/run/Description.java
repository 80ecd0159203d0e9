package io.penstock.run;

import io.penstock.plan.Step;

/** What people have written of the table that a step makes; empty if nothing. */
final class Description implements Step.SomeKinds<String> {
  @Override
  public String bronze(Step.Bronze step) {
    return step.source().description();
  }

  @Override
  public String silver(Step.Silver step) {
    return step.model().description();
  }

  @Override
  public String gold(Step.Gold step) {
    return step.model().description();
  }

  @Override
  public String other(Step step) {
    return "";
  }
}
