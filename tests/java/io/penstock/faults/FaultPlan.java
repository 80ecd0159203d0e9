package io.penstock.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Where runs are killed. The points of one list lie on one way through the pipeline, in its order,
 * so that a run that was killed at one of them leaves the next one still to be passed. What runs
 * beside is killed wherever it happens to be.
 */
final class FaultPlan {
  /** From the download to the database, when nothing is there yet. */
  private static final List<String> FIRST_LOAD =
      List.of(
          "land.sales:after-download",
          "land.sales:after-unpack",
          "land.sales:before-commit",
          "land.sales:after-commit",
          "bronze.sales:after-read",
          "bronze.sales:after-quarantine",
          "bronze.sales:after-commit",
          "silver.sales:after-check",
          "silver.sales:after-quarantine",
          "silver.sales:after-commit",
          "gold.orders:before-commit",
          "gold.orders:after-commit",
          "publish.warehouse.orders:run-begun",
          "publish.warehouse.orders:shadow-created",
          "publish.warehouse.orders:part-claimed",
          "publish.warehouse.orders:part-streaming",
          "publish.warehouse.orders:part-loaded",
          "publish.warehouse.orders:part-entered",
          "publish.warehouse.orders:part-committed",
          "publish.warehouse.orders:loaded",
          "publish.warehouse.orders:verified",
          "publish.warehouse.orders:indexed",
          "publish.warehouse.orders:before-rename",
          "publish.warehouse.orders:after-rename",
          "publish.warehouse.orders:leftovers-dropped");

  /** New rows that are added to tables that are there. */
  private static final List<String> NEW_ROWS =
      List.of(
          "land.returns:before-commit",
          "bronze.returns:after-quarantine",
          "silver.returns:after-quarantine",
          "silver.returns:after-commit",
          "gold.returned:before-commit",
          "publish.warehouse.returned:old-dropped",
          "publish.warehouse.returned:settled");

  /** Rows that changed, on their way into a table that stays the same one. */
  private static final List<String> CHANGES =
      List.of(
          "gold.orders:before-commit",
          "publish.warehouse.orders:run-begun",
          "publish.warehouse.orders:stage-created",
          "publish.warehouse.orders:part-loaded",
          "publish.warehouse.orders:staged",
          "publish.warehouse.orders:merge-begun",
          "publish.warehouse.orders:deleted",
          "publish.warehouse.orders:merged",
          "publish.warehouse.orders:entered",
          "publish.warehouse.orders:committed",
          "publish.warehouse.orders:leftovers-dropped");

  private final int kills;

  private FaultPlan(int kills) {
    this.kills = kills;
  }

  /** As many as {@code -Dpenstock.faults.kills} says, spread evenly; many means all. */
  static FaultPlan asked() {
    return new FaultPlan(Integer.getInteger("penstock.faults.kills", 1));
  }

  /** Whether more than one is killed in each test. */
  boolean isThorough() {
    return changes().size() > 1;
  }

  List<String> firstLoad() {
    return spread(FIRST_LOAD);
  }

  /** None when few are asked for: then new rows enter together with changes. */
  List<String> newRows() {
    return isThorough() ? spread(NEW_ROWS) : List.of();
  }

  List<String> changes() {
    return spread(CHANGES);
  }

  private List<String> spread(List<String> points) {
    int all = FIRST_LOAD.size() + NEW_ROWS.size() + CHANGES.size();
    int wanted = Math.min(points.size(), (kills * points.size() + all - 1) / all);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      chosen.add(points.get((2 * i + 1) * points.size() / (2 * wanted)));
    }
    return chosen;
  }
}
