package io.penstock.plan;

import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what one step does from what is known. {@link Step#decide} and {@link Step#expect} call
 * the method that is meant for its kind.
 */
public final class Decider {
  private final boolean fullRefresh;

  public Decider(Refresh refresh) {
    this.fullRefresh = refresh == Refresh.FULL;
  }

  /**
   * The steps before a step that are yet to run.
   *
   * @param first the one that is named where one is named
   * @param certain whether it is known that one of them has something to do
   */
  public record Before(String first, boolean certain) {}

  Decision landing(SourceSpec source, Facts facts) {
    if (fullRefresh && source.location().database().isPresent()) {
      return Decision.rebuild("a full refresh was asked for");
    }
    return switch (facts.news().kind()) {
      case NONE -> Decision.skip(facts.news().what());
      case SOME -> Decision.update(facts.news().what());
      case UNKNOWN -> Decision.look("asks " + source.location().display() + " for what is new");
    };
  }

  /**
   * @throws RefusedException if nothing is known any more of its own table but that it is there
   */
  Decision table(Step step, Facts facts) {
    Optional<Decision> rebuilt = ofItself(step, facts);
    if (rebuilt.isPresent()) {
      return rebuilt.get();
    }
    TableProgress own = facts.own().orElseThrow();
    for (var input : facts.inputs().entrySet()) {
      var read = own.inputs().get(input.getKey());
      if (read == null || !read.generation().equals(input.getValue().generation())) {
        return Decision.rebuild(input.getKey() + " was made anew");
      }
      if (read.version() > input.getValue().version()) {
        return Decision.rebuild(
            input.getKey()
                + " went back from version "
                + read.version()
                + " to "
                + input.getValue().version());
      }
    }
    if (own.altered()) {
      return altered(own);
    }
    List<String> changed =
        facts.inputs().entrySet().stream()
            .filter(e -> !e.getValue().wasReadBy(own.inputs().get(e.getKey())))
            .map(e -> news(e.getKey(), own.inputs().get(e.getKey()), e.getValue()))
            .toList();
    return changed.isEmpty()
        ? Decision.skip(unchanged(facts.inputs()))
        : Decision.update(String.join(", ", changed));
  }

  /**
   * @throws RefusedException if nothing is known any more of its own table but that it is there
   */
  Decision table(Step step, Facts facts, Before before) {
    return ofItself(step, facts)
        .or(() -> facts.own().filter(TableProgress::altered).map(Decider::altered))
        .orElseGet(() -> follows(before, Decision.Action.UPDATE));
  }

  /** What is decided whatever the inputs are. */
  private Optional<Decision> ofItself(Step step, Facts facts) {
    if (facts.own().isEmpty()) {
      return Optional.of(Decision.rebuild("the table is not there yet"));
    }
    if (fullRefresh) {
      return Optional.of(Decision.rebuild("a full refresh was asked for"));
    }
    TableProgress own = facts.own().get();
    if (own.lost()) {
      throw PlanErrors.lost(step, own);
    }
    return step.definition().matches(own.definition())
        ? Optional.empty()
        : Optional.of(Decision.rebuild("what computes it has changed"));
  }

  private static Decision altered(TableProgress own) {
    return Decision.rebuild("somebody else has changed its rows (" + own.standing().why() + ")");
  }

  private static Decision follows(Before before, Decision.Action action) {
    return before.certain()
        ? new Decision(action, "follows " + before.first())
        : Decision.look("depends on " + before.first());
  }

  private static String unchanged(Map<TableName, TableProgress> inputs) {
    return inputs.keySet().stream().allMatch(Decider::isLanding)
        ? "no new files"
        : "no change in "
            + String.join(", ", inputs.keySet().stream().map(TableName::toString).toList());
  }

  private static boolean isLanding(TableName table) {
    return table.layer().equals("landing");
  }

  private static String news(TableName table, TableProgress.ReadUpTo read, TableProgress now) {
    return isLanding(table)
        ? "new files of " + table.name()
        : table + " went from version " + read.version() + " to " + now.version();
  }

  /** What only changes are sent of is updated, everything else is published as a whole. */
  Decision publication(Step.Publish step, Facts facts) {
    TableProgress from = facts.inputs().get(step.table().from());
    Optional<Decision> whole = ofItself(step, facts);
    if (whole.isPresent() || from == null) {
      return whole.orElseGet(() -> Decision.look("waits for " + step.table().from()));
    }
    Published published = facts.published().orElseThrow();
    if (!published.generation().equals(from.generation())) {
      return Decision.rebuild("the table was made anew");
    }
    if (!step.definition().matches(published.definition())) {
      return Decision.rebuild("how it is published has changed");
    }
    var sent = new TableProgress.ReadUpTo(from.generation(), published.version());
    if (!from.wasReadBy(sent)) {
      return new Decision(
          sending(step),
          "the target has version " + published.version() + ", the lake " + from.version());
    }
    if (!published.settled()) {
      return Decision.update("a killed run left the target's record incomplete");
    }
    return Decision.skip("the target has version " + published.version() + " already");
  }

  Decision publication(Step.Publish step, Facts facts, Before before) {
    return ofItself(step, facts)
        .or(
            () ->
                step.definition().matches(facts.published().orElseThrow().definition())
                    ? Optional.empty()
                    : Optional.of(Decision.rebuild("how it is published has changed")))
        .orElseGet(() -> follows(before, sending(step)));
  }

  private Optional<Decision> ofItself(Step.Publish step, Facts facts) {
    if (facts.published().isEmpty()) {
      return Optional.of(Decision.rebuild("the target does not have it yet"));
    }
    return fullRefresh
        ? Optional.of(Decision.rebuild("a full refresh was asked for"))
        : Optional.empty();
  }

  private static Decision.Action sending(Step.Publish step) {
    return step.table().mode() == PublishSpec.Mode.SWAP
        ? Decision.Action.REBUILD
        : Decision.Action.UPDATE;
  }
}
