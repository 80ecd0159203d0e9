package io.penstock.publish.glue;

import io.penstock.publish.Publication;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.VersionMismatchException;

/** The tables of a database of the catalog. Each is made, or changed, by one request. */
record GlueTables(GlueClient glue, String database) {

  /** The catalog keeps names in lower case. */
  static String folded(String table) {
    return table.toLowerCase(Locale.ROOT);
  }

  Optional<Table> find(String table) {
    try {
      return Optional.of(glue.getTable(r -> r.databaseName(database).name(folded(table))).table());
    } catch (EntityNotFoundException e) {
      // The database may be what is not there; that is not the same.
      glue.getDatabase(r -> r.name(database));
      return Optional.empty();
    }
  }

  /** Makes the table, or changes it from what it was found as; what others have changed is kept. */
  void put(Registration registration, Optional<Table> there) {
    Publication publication = registration.publication();
    try {
      if (there.isEmpty()) {
        glue.createTable(r -> r.databaseName(database).tableInput(registration.input(there)));
        return;
      }
      UpdateTableRequest.Builder update =
          UpdateTableRequest.builder()
              .databaseName(database)
              .tableInput(registration.input(there))
              .skipArchive(true);
      if (there.get().versionId() != null) {
        update.versionId(there.get().versionId());
      }
      glue.updateTable(update.build());
    } catch (AlreadyExistsException
        | ConcurrentModificationException
        | VersionMismatchException e) {
      throw GlueErrors.meanwhile(publication, e);
    }
  }
}
