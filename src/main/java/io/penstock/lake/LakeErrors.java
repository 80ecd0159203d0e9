package io.penstock.lake;

import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;

/** The sentences of tables of the lake. */
final class LakeErrors {
  private LakeErrors() {}

  static OutsideException damagedCommit(Object file, Exception e) {
    return OutsideException.ofPermanent(
        "Commit '"
            + file
            + "': cannot be read because it is damaged: it does not hold JSON. Restore the file"
            + " from a backup, or remove the table's folder and run again; the table is then made"
            + " anew from what has landed.",
        e);
  }

  static OutsideException committedByOther(TableName table, StepCommit commit) {
    return OutsideException.ofTransient(
        "Table '"
            + table
            + "': cannot commit batch "
            + commit.batch()
            + " because another run committed that batch first. Wait for it to end and"
            + " run again.",
        null);
  }

  static OutsideException changedByOther(TableName table, Exception e) {
    return OutsideException.ofTransient(
        "Table '"
            + table
            + "': cannot commit because another run changed it at the same time. Wait"
            + " for it to end and run again.",
        e);
  }

  static RefusedException notOurs(Lake lake, TableName table) {
    return new RefusedException(
        "Table '"
            + table
            + "': is left as it is, because there are rows at "
            + lake.location().path(table)
            + " and no commit in its log says that a step of Penstock wrote them: somebody else made"
            + " it. Rename the table or the model if the rows are needed; else remove the table, and"
            + " it is made anew.");
  }
}
