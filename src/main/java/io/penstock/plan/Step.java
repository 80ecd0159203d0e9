package io.penstock.plan;

import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import io.penstock.sql.RowWise;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One arrow in the way of the data: what it reads, what it writes, and what computes that. */
public sealed interface Step {

  /** Its name, such as {@code silver.sales} or {@code publish.warehouse.revenue_by_year}. */
  String name();

  /** The steps whose output it reads. */
  Set<String> dependsOn();

  /** The tables of the lake that it reads. */
  List<TableName> inputs();

  /** The table of the lake that it writes. */
  Optional<TableName> output();

  /** What computes its rows. */
  Definition definition();

  /** What it does, now that all is known that it depends on. */
  Decision decide(Decider decider, Facts facts);

  /**
   * What it will do as far as can be told while steps before it are yet to change something.
   *
   * @param before those steps
   */
  Decision expect(Decider decider, Facts facts, Decider.Before before);

  /** Calls the one method that is meant for this kind of step. */
  <T> T accept(Kinds<T> kinds);

  /** Something for each kind of step. */
  interface Kinds<T> {
    T land(Land step);

    T bronze(Bronze step);

    T silver(Silver step);

    T gold(Gold step);

    T publish(Publish step);
  }

  /** Something for some kinds of step, and one thing for all others. */
  interface SomeKinds<T> extends Kinds<T> {
    T other(Step step);

    @Override
    default T land(Land step) {
      return other(step);
    }

    @Override
    default T bronze(Bronze step) {
      return other(step);
    }

    @Override
    default T silver(Silver step) {
      return other(step);
    }

    @Override
    default T gold(Gold step) {
      return other(step);
    }

    @Override
    default T publish(Publish step) {
      return other(step);
    }
  }

  /** From where the data lies to immutable files of the lake. */
  record Land(SourceSpec source) implements Step {
    @Override
    public String name() {
      return source.landStep();
    }

    @Override
    public Set<String> dependsOn() {
      return Set.of();
    }

    @Override
    public List<TableName> inputs() {
      return List.of();
    }

    @Override
    public Optional<TableName> output() {
      return Optional.of(source.landing());
    }

    @Override
    public Definition definition() {
      return Definitions.landing(source);
    }

    @Override
    public Decision decide(Decider decider, Facts facts) {
      return decider.landing(source, facts);
    }

    @Override
    public Decision expect(Decider decider, Facts facts, Decider.Before before) {
      return decide(decider, facts);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.land(this);
    }
  }

  /** A step that reads tables and writes one. */
  sealed interface TableStep extends Step {
    @Override
    default Decision decide(Decider decider, Facts facts) {
      return decider.table(this, facts);
    }

    @Override
    default Decision expect(Decider decider, Facts facts, Decider.Before before) {
      return decider.table(this, facts, before);
    }
  }

  /** From landed files to the bronze table. */
  record Bronze(SourceSpec source) implements TableStep {
    @Override
    public String name() {
      return source.bronze().toString();
    }

    @Override
    public Set<String> dependsOn() {
      return Set.of(source.landStep());
    }

    @Override
    public List<TableName> inputs() {
      return List.of(source.landing());
    }

    @Override
    public Optional<TableName> output() {
      return Optional.of(source.bronze());
    }

    @Override
    public Definition definition() {
      return Definitions.of(source);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.bronze(this);
    }
  }

  /** A step that computes a table from others. */
  sealed interface ModelStep extends TableStep permits Silver, Gold {
    ModelSpec model();

    @Override
    default String name() {
      return model().table().toString();
    }

    @Override
    default Set<String> dependsOn() {
      Set<String> steps = new TreeSet<>();
      inputs().forEach(input -> steps.add(input.toString()));
      return steps;
    }

    @Override
    default Optional<TableName> output() {
      return Optional.of(model().table());
    }

    @Override
    default Definition definition() {
      return Definitions.of(model());
    }
  }

  /**
   * From bronze, or other silver tables, to a checked silver table.
   *
   * @param rowWise whether only new rows need to be read
   */
  record Silver(SilverSpec model, List<TableName> inputs, RowWise rowWise) implements ModelStep {
    public Silver {
      inputs = List.copyOf(inputs);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.silver(this);
    }
  }

  /** From silver and gold to a gold table. */
  record Gold(GoldSpec model, List<TableName> inputs) implements ModelStep {
    public Gold {
      inputs = List.copyOf(inputs);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.gold(this);
    }
  }

  /**
   * From a gold table to a target.
   *
   * @param keys the primary key in the target; empty when there is none
   * @param keysAreTheModels whether the step that makes the table refuses rows that share them
   * @param export the publication whose files a catalog registers, instead of the gold table
   */
  record Publish(
      PublishSpec target,
      PublishSpec.Table table,
      List<String> keys,
      boolean keysAreTheModels,
      Optional<Publish> export)
      implements Step {
    public Publish {
      keys = List.copyOf(keys);
    }

    @Override
    public String name() {
      return "publish." + target.name() + "." + table.name();
    }

    @Override
    public Set<String> dependsOn() {
      return export
          .map(files -> Set.of(table.from().toString(), files.name()))
          .orElse(Set.of(table.from().toString()));
    }

    @Override
    public List<TableName> inputs() {
      return List.of(table.from());
    }

    @Override
    public Optional<TableName> output() {
      return Optional.empty();
    }

    @Override
    public Definition definition() {
      return Definitions.of(table, keys, export.map(Publish::definition));
    }

    @Override
    public Decision decide(Decider decider, Facts facts) {
      return decider.publication(this, facts);
    }

    @Override
    public Decision expect(Decider decider, Facts facts, Decider.Before before) {
      return decider.publication(this, facts, before);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.publish(this);
    }
  }
}
