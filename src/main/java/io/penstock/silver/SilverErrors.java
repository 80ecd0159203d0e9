package io.penstock.silver;

import io.penstock.spec.RefusedException;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SpecException;
import java.util.List;

/** The sentences of silver models. */
final class SilverErrors {
  private SilverErrors() {}

  static SpecException noSuchOrder(SilverSpec model, String name, List<String> visible) {
    return new SpecException(
        "Table '"
            + model.table()
            + "' ("
            + model.at()
            + "): cannot order by '"
            + name
            + "' because the SELECT gives no such column. Select it, or order by one of "
            + String.join(", ", visible)
            + ".");
  }

  private static String place(SilverSpec model) {
    return "Table '" + model.table() + "' (" + model.at() + "): ";
  }

  static SpecException historyName(SilverSpec model, String name) {
    return new SpecException(
        place(model)
            + "cannot keep a history because the SELECT gives a column '"
            + name
            + "', and a history has valid_from, valid_to and is_current of its own. Give it another"
            + " name; apply.valid_from may name it.");
  }

  static SpecException historyNotRepeatable(SilverSpec model, String why) {
    return new SpecException(place(model) + why);
  }

  static RefusedException noHistoryYet(SilverSpec model, long rows) {
    return new RefusedException(
        place(model)
            + "is not made a history because the table that is there is none. Found: "
            + rows
            + " rows without valid_from and valid_to. Give the model another name, or drop the table:"
            + " the history is made of all that bronze has.");
  }

  static RefusedException historyLost(SilverSpec model, long versions, String one) {
    return new RefusedException(
        place(model)
            + "is not made anew because its history would lose what is no longer in its input. Found: "
            + versions
            + (versions == 1 ? " version" : " versions")
            + " that would be gone or would end later, such as "
            + one
            + ". Bring back what the input has lost, undo the change of the model, give the model"
            + " another name, or drop the table if its history may go.");
  }

  static RefusedException otherHistory(SilverSpec model, long versions) {
    return new RefusedException(
        place(model)
            + "is not made anew because the table that is there has other keys. Found: "
            + versions
            + " rows. Undo the change of the keys, give the model another name, or drop the table if"
            + " what it holds may go.");
  }
}
