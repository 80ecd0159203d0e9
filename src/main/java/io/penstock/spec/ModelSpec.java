package io.penstock.spec;

import java.util.List;
import java.util.Map;

/** What silver and gold models have in common. */
public sealed interface ModelSpec permits SilverSpec, GoldSpec {

  TableName table();

  /** What the table is, for people; empty if nobody said. */
  String description();

  ModelCode code();

  /** The columns that identify a row; empty when nothing does. */
  List<String> keys();

  /** What {@code :name} in the SQL stands for. */
  Map<String, String> parameters();

  List<Expectation> expectations();

  /** Where the model's settings are written. */
  Origin at();
}
