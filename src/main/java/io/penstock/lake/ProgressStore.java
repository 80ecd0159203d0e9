package io.penstock.lake;

import io.penstock.spec.TableName;
import java.io.IOException;
import java.util.Optional;

/** Where {@link KeptProgress} is. */
interface ProgressStore {

  /** What is kept of a table. */
  Optional<KeptProgress> of(TableName table) throws IOException;

  /**
   * Up to which version there is no need to keep anything of a table; negative if there is. Asked
   * for every table in every run, so it is cheaper than {@link #of} where that takes a while.
   */
  default long seen(TableName table) throws IOException {
    return of(table).filter(kept -> kept.content() != null).map(KeptProgress::seen).orElse(-1L);
  }

  /** Keeps this instead, unless what is kept is newer. */
  void keep(TableName table, KeptProgress progress) throws IOException;
}
