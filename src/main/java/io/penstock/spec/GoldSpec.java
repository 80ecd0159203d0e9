package io.penstock.spec;

import java.util.List;
import java.util.Map;

/** A gold model: computed in full from its inputs, committed as a difference when it has keys. */
public record GoldSpec(
    TableName table,
    String description,
    ModelCode code,
    List<String> keys,
    Map<String, String> parameters,
    List<Expectation> expectations,
    Origin at)
    implements ModelSpec {
  public GoldSpec {
    keys = List.copyOf(keys);
    parameters = Map.copyOf(parameters);
    expectations = List.copyOf(expectations);
  }
}
