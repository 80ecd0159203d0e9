package io.penstock.publish.protocol;

import java.util.UUID;

/** Names of what a run loads: short, because they become part of the names of tables. */
final class RunNames {
  private static final int LENGTH = 12;

  private RunNames() {}

  static String fresh() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
  }
}
