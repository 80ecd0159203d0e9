package io.penstock.lake;

import io.penstock.spec.TableName;
import java.io.IOException;
import java.util.Optional;

/** Where {@link KeptProgress} is. */
interface ProgressKeeper {

  /** What is kept of a table. */
  Optional<KeptProgress> of(TableName table) throws IOException;

  /** Keeps this instead, unless what is kept is newer. */
  void keep(TableName table, KeptProgress progress) throws IOException;
}
