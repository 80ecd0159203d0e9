package io.penstock.plan;

import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what one step does from what was observed. The same function serves {@code plan}, before
 * anything runs, and {@code run}, right before the step.
 */
public final class Decider {
  private final boolean fullRefresh;

  public Decider(Refresh refresh) {
    this.fullRefresh = refresh == Refresh.FULL;
  }

  /** Whether the user asked to compute everything anew. */
  public enum Refresh {
    AS_NEEDED,
    FULL
  }

  /**
   * A step that reads tables and writes one.
   *
   * @param definition what computes the rows now
   * @param own what is known of its own table
   * @param inputs what is known of the tables it reads; all of them exist
   * @throws RefusedException if nothing is known any more of its own table but that it is there
   */
  public Decision table(
      Step step,
      Definition definition,
      Optional<TableProgress> own,
      Map<TableName, TableProgress> inputs) {
    if (own.isEmpty()) {
      return Decision.rebuild("the table is not there yet");
    }
    if (fullRefresh) {
      return Decision.rebuild("a full refresh was asked for");
    }
    if (own.get().lost()) {
      throw lost(step, own.get());
    }
    if (!definition.matches(own.get().definition())) {
      return Decision.rebuild("what computes it has changed");
    }
    for (var input : inputs.entrySet()) {
      var read = own.get().inputs().get(input.getKey());
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
    if (own.get().altered()) {
      return Decision.rebuild(
          "somebody else has changed its rows (" + own.get().standing().why() + ")");
    }
    List<String> changed =
        inputs.entrySet().stream()
            .filter(e -> !e.getValue().wasReadBy(own.get().inputs().get(e.getKey())))
            .map(e -> news(e.getKey(), own.get().inputs().get(e.getKey()), e.getValue()))
            .toList();
    if (changed.isEmpty()) {
      return Decision.skip(unchanged(step, inputs));
    }
    return Decision.update(String.join(", ", changed));
  }

  private static RefusedException lost(Step step, TableProgress own) {
    return new RefusedException(
        "Table '"
            + step.name()
            + "': cannot be brought up to date because "
            + own.standing().why()
            + ". Found: version "
            + own.version()
            + ". Run with --full-refresh --only "
            + step.name()
            + " to compute it anew.");
  }

  private static String unchanged(Step step, Map<TableName, TableProgress> inputs) {
    return step instanceof Step.Bronze
        ? "no new files"
        : "no change in "
            + String.join(", ", inputs.keySet().stream().map(TableName::toString).toList());
  }

  private static String news(TableName table, TableProgress.ReadUpTo read, TableProgress now) {
    return table.layer().equals("landing")
        ? "new files of " + table.name()
        : table + " went from version " + read.version() + " to " + now.version();
  }

  /**
   * A publication. What only changes are sent of is updated, everything else is published anew.
   *
   * @param from the gold table as it is
   * @param published what the target says it holds; empty when it holds nothing of ours
   */
  public Decision publication(
      Step.Publish step, Definition definition, TableProgress from, Optional<Published> published) {
    if (published.isEmpty()) {
      return Decision.rebuild("the target does not have it yet");
    }
    if (fullRefresh) {
      return Decision.rebuild("a full refresh was asked for");
    }
    if (!published.get().generation().equals(from.generation())) {
      return Decision.rebuild("the table was made anew");
    }
    if (!definition.matches(published.get().definition())) {
      return Decision.rebuild("how it is published has changed");
    }
    var sent = new TableProgress.ReadUpTo(from.generation(), published.get().version());
    if (!from.wasReadBy(sent)) {
      String versions =
          "the target has version " + published.get().version() + ", the lake " + from.version();
      return step.table().mode() == PublishSpec.Mode.SWAP
          ? Decision.rebuild(versions)
          : Decision.update(versions);
    }
    if (!published.get().settled()) {
      return Decision.update("a killed run left the target's books open");
    }
    return Decision.skip("the target has version " + published.get().version() + " already");
  }

  /**
   * What a target holds.
   *
   * @param settled false when the run that published it was killed before it closed its books
   */
  public record Published(String generation, long version, String definition, boolean settled) {}
}
