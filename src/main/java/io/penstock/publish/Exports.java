package io.penstock.publish;

import java.util.Optional;

/** The exports of a pipeline, for who registers them. */
public interface Exports {
  /** Those of a pipeline that has none. */
  Exports NONE = export -> Optional.empty();

  /**
   * The current version of an export; empty if nothing was exported yet.
   *
   * @param export its publication and table, {@code exports.regional_sales}
   */
  Optional<Exported> of(String export);
}
