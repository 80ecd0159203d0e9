package io.penstock.plan;

/** Whether the user asked to compute everything again. */
public enum Refresh {
  AS_NEEDED,
  FULL
}
