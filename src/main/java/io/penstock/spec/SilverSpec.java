package io.penstock.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A silver model: typed, keyed, checked. */
public record SilverSpec(
    TableName table,
    String description,
    ModelCode code,
    List<String> keys,
    Apply apply,
    Map<String, String> parameters,
    List<Expectation> expectations,
    Origin at)
    implements ModelSpec {

  public SilverSpec {
    keys = List.copyOf(keys);
    parameters = Map.copyOf(parameters);
    expectations = List.copyOf(expectations);
  }

  /**
   * How new rows enter the table.
   *
   * @param orderBy which of several rows of one key is the last; ties are broken by content
   * @param deleteWhen what a row says that is there to remove the one of its key
   * @param validFrom of a history: the column that says since when a row is so
   */
  public record Apply(
      Mode as, List<String> orderBy, Optional<String> deleteWhen, Optional<String> validFrom) {
    /** Rows that only come. */
    public Apply(Mode as, List<String> orderBy) {
      this(as, orderBy, Optional.empty(), Optional.empty());
    }

    public Apply {
      orderBy = List.copyOf(orderBy);
    }
  }

  /** The ways of applying. */
  public enum Mode {
    APPEND,
    UPSERT,
    HISTORY,
    OVERWRITE
  }
}
