package io.penstock.publish.protocol;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences of publications that are refused or cannot come to their end. */
final class PublishErrors {
  private PublishErrors() {}

  private static String cannot(Publication publication) {
    return publication.place() + ": cannot publish '" + publication.table() + "' because ";
  }

  static RefusedException tooManyDeletes(Publication publication, long deletes, long rows) {
    return new RefusedException(
        cannot(publication)
            + "it would remove more rows than 'guard.max_delete: "
            + publication.delivery().guard().maxDelete().orElseThrow()
            + "' allows. Found: "
            + deletes
            + " of "
            + rows
            + " rows are no longer in '"
            + publication.from()
            + "'. Look for what made them go away, or raise the limit for this run; the target is as"
            + " it was.");
  }

  static RefusedException columnsMayNotChange(Publication publication, List<ColumnChange> changes) {
    return new RefusedException(
        publication.place()
            + ": cannot change the columns of '"
            + publication.table()
            + "' because 'guard.ddl' is "
            + publication.delivery().ddl().name().toLowerCase(Locale.ROOT)
            + ". Found: "
            + changes.stream().map(ColumnChange::ddl).collect(Collectors.joining(", "))
            + ". Change the model back, or allow it with 'guard: {ddl: "
            + (ColumnChange.allAdditive(changes) ? "additive" : "any")
            + "}'; the target is as it was.");
  }

  static RefusedException columnsOfForeignRows(Publication publication, String statement) {
    return new RefusedException(
        publication.place()
            + ": cannot change the columns of '"
            + publication.table()
            + "' because it holds rows of others, which would go with the table. Found: "
            + statement
            + ". Change the columns there by hand, remove the rows of others, or choose 'deletes:"
            + " mirror' to have them removed.");
  }

  static RefusedException foreignRows(Publication publication, PublicationState at, long rows) {
    return new RefusedException(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' as a whole because it holds rows of others and "
            + (publication.keys().isEmpty()
                ? "has no keys to tell them apart"
                : "how it is published has changed")
            + ". Found: "
            + rows
            + " rows, of which "
            + at.gold().rows()
            + " were published. Remove those of others, or choose 'deletes: mirror' to have them"
            + " removed.");
  }

  static RefusedException notInTheLedger(Publication publication) {
    return new RefusedException(
        cannot(publication)
            + "nothing says any more which of its rows were published, so those of others cannot be"
            + " told apart. Found: a table that Penstock made, and no row for it in"
            + " _penstock_publication. Bring that table back from a backup; or, if all rows are the"
            + " lake's, publish once with 'mode: swap' or 'deletes: mirror'.");
  }

  static RefusedException otherOwner(Publication publication, String owner) {
    return new RefusedException(
        cannot(publication)
            + "the table belongs to another pipeline. Found: it was made by the pipeline "
            + owner
            + "; this is "
            + publication.owner()
            + ". Choose another 'table' or another database. If that pipeline is gone, or is this one"
            + " before its lake moved, give the table up there: UPDATE `_penstock_publication` SET"
            + " owner = '' WHERE target = '"
            + publication.table().replace("\\", "\\\\").replace("'", "''")
            + "'.");
  }

  static RefusedException notOurs(Publication publication) {
    return new RefusedException(
        cannot(publication)
            + "a table of that name is there that Penstock did not make. Rename or drop it, or"
            + " choose another 'table'.");
  }

  static RefusedException tied(Publication publication, List<String> dependents) {
    return new RefusedException(
        cannot(publication)
            + "something is tied to the table that a swap would cut. Found: "
            + String.join(", ", dependents)
            + ". Drop it, or choose another 'table'.");
  }

  static OutsideException newer(Publication publication, long there) {
    return OutsideException.ofTransient(
        cannot(publication)
            + "another run has published a newer version. Found: version "
            + there
            + " there, "
            + publication.source().version()
            + " here. Nothing is to be done; the next run compares again.",
        null);
  }

  static OutsideException meanwhile(Publication publication) {
    return OutsideException.ofTransient(
        cannot(publication)
            + "another run has published it meanwhile. Nothing is to be done; the next run compares"
            + " again.",
        null);
  }

  static OutsideException loadedOthers(
      Publication publication, TableChecksum sent, TableChecksum there, long inLedger) {
    return OutsideException.ofTransient(
        cannot(publication)
            + "the loaded rows are not those of the lake. Found: "
            + sent
            + " in the lake, "
            + there
            + " in the shadow table, "
            + inLedger
            + " rows in the ledger. Run again; readers still see the version before.",
        null);
  }

  static OutsideException stagedOthers(Publication publication, long staged, long expected) {
    return OutsideException.ofTransient(
        cannot(publication)
            + "the staged rows are not those of the lake. Found: "
            + staged
            + " staged, "
            + expected
            + " in the lake. Run again; readers still see the version before.",
        null);
  }

  static OutsideException arrivedOthers(Publication publication, Object sent, Object there) {
    return OutsideException.ofTransient(
        cannot(publication)
            + "the rows in the target are not those that were sent. Found: "
            + there
            + "; sent: "
            + sent
            + ". Look for a trigger or a generated column there that alters them; nothing was"
            + " changed, readers still see the version before.",
        null);
  }
}
