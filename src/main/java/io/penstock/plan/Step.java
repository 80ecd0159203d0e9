package io.penstock.plan;

import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import io.penstock.sql.RowWise;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One arrow in the way of the data. */
public sealed interface Step {

  /** Its name, such as {@code silver.sales} or {@code publish.warehouse.revenue_by_year}. */
  String name();

  /** The steps whose output it reads. */
  Set<String> dependsOn();

  /** From where the data lies to immutable files of the lake. */
  record Land(SourceSpec source) implements Step {
    @Override
    public String name() {
      return "land." + source.landing().name();
    }

    @Override
    public Set<String> dependsOn() {
      return Set.of();
    }
  }

  /** From landed files to the bronze table. */
  record Bronze(SourceSpec source) implements Step {
    @Override
    public String name() {
      return source.bronze().toString();
    }

    @Override
    public Set<String> dependsOn() {
      return Set.of("land." + source.landing().name());
    }
  }

  /** A step that computes a table from others. */
  sealed interface ModelStep extends Step permits Silver, Gold {
    ModelSpec model();

    List<TableName> inputs();

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
  }

  /** From silver and gold to a gold table. */
  record Gold(GoldSpec model, List<TableName> inputs) implements ModelStep {
    public Gold {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * From a gold table to a target.
   *
   * @param keys the primary key in the target; empty when there is none
   * @param keysAreTheModels whether the step that makes the table refuses rows that share them
   */
  record Publish(
      PublishSpec target, PublishSpec.Table table, List<String> keys, boolean keysAreTheModels)
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
      return Set.of(table.from().toString());
    }
  }
}
