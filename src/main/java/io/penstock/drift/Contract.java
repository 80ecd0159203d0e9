package io.penstock.drift;

import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnMissingColumn;
import io.penstock.spec.SourceSpec.OnNewColumn;

/** What a source promises of its columns. */
final class Contract {
  private Contract() {}

  /** Whether a run would refuse to load what has changed so. */
  static boolean refuses(SourceSpec source, Drift drift) {
    SourceSpec.Contract contract = source.contract();
    boolean news = contract.onNewColumn() == OnNewColumn.FAIL;
    boolean missing = contract.onMissingColumn() == OnMissingColumn.FAIL;
    return switch (drift.kind()) {
      case COLUMN_ADDED -> news;
      case COLUMN_GONE -> missing;
      case COLUMN_RENAMED -> news || missing;
      case TYPE_CHANGED -> contract.onBadValue() == SourceSpec.OnBadValue.FAIL;
      case TABLE_ADDED -> false;
      case TABLE_GONE -> true;
    };
  }
}
