package io.penstock.bronze;

import io.penstock.ops.StepContext;
import io.penstock.plan.TableProgress;
import io.penstock.spec.SourceSpec;
import java.util.Map;
import java.util.Optional;

/** The columns of a source's table before its files are looked at. */
final class KnownColumns {
  private KnownColumns() {}

  /** What is pinned stays; what is declared comes next; nothing else is left but to infer. */
  static Optional<BronzeColumns> of(SourceSpec source, StepContext context) {
    boolean sameDefinition =
        context.own().filter(own -> context.definition().matches(own.definition())).isPresent();
    Optional<BronzeColumns> pinned =
        sameDefinition
            ? BronzeColumns.pinned(context.own().map(TableProgress::notes).orElse(Map.of()))
            : Optional.empty();
    return pinned.or(() -> source.contract().columns().map(BronzeColumns::new));
  }
}
