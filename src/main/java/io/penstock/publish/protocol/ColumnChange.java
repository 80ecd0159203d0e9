package io.penstock.publish.protocol;

import java.util.List;

/**
 * One difference between the columns that rows need and those that a table has.
 *
 * @param ddl what an ALTER TABLE needs to make up for it
 * @param additive whether every value that was there stays as it was
 */
public record ColumnChange(String ddl, boolean additive) {
  static boolean allAdditive(List<ColumnChange> changes) {
    return changes.stream().allMatch(ColumnChange::additive);
  }
}
