package io.penstock.publish.rows;

import io.penstock.publish.Publication;
import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences of rows that cannot be published as asked. */
final class RowErrors {
  private RowErrors() {}

  static RefusedException notOnlyAdded(Publication publication, long others) {
    return new RefusedException(
        publication.place()
            + ": cannot append to '"
            + publication.table()
            + "' because rows of '"
            + publication.from()
            + "' were changed or removed, not only added. Found: "
            + others
            + " such changes. Use 'mode: upsert' or 'mode: swap', or publish the whole table"
            + " with --full-refresh.");
  }

  static RefusedException versionGone(Publication publication, long since) {
    return new RefusedException(
        publication.place()
            + ": cannot publish '"
            + publication.table()
            + "' as a whole because it holds rows that are not of '"
            + publication.from()
            + "', and version "
            + since
            + ", which says which rows were, can no longer be read. Choose 'deletes: none' to keep"
            + " all of them, or 'deletes: mirror' to remove all that are not in the lake.");
  }

  static RefusedException doesNotFit(Publication publication, List<String> findings) {
    return new RefusedException(
        "Table '"
            + publication.from()
            + "' ("
            + publication.at()
            + "): cannot be published as '"
            + publication.table()
            + "' because "
            + findings.stream().collect(Collectors.joining("; "))
            + ". Correct the model or the publication; the target is as it was.");
  }
}
