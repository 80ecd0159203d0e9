package io.penstock.publish.glue;

import io.penstock.ops.Counts;
import io.penstock.ops.Finding;
import io.penstock.ops.ProgressListener;
import io.penstock.plan.Published;
import io.penstock.publish.Answer;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.jdbc.ReadOnlyQuery;
import io.penstock.spec.PenstockException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A database of the catalog. No row moves: what is published is where the table lies and what its
 * columns are, and readers see its newest version as soon as the lake has it.
 */
final class GlueTarget implements Target {
  private final AwsClients clients;
  private final Optional<String> results;
  private final Registrations registrations;

  /**
   * @param results where Athena leaves results, unless its workgroup says it
   */
  GlueTarget(AwsClients clients, Optional<String> results, Registrations registrations) {
    this.clients = clients;
    this.results = results;
    this.registrations = registrations;
  }

  @Override
  public Optional<Published> published(String table) {
    return speaking("Table '" + table + "'", tables -> tables.find(table))
        .filter(there -> there.parameters().containsKey(Registration.VERSION))
        .map(there -> published(table, there));
  }

  private Published published(String table, Table there) {
    Map<String, String> parameters = there.parameters();
    return new Published(
        parameters.getOrDefault(Registration.GENERATION, ""),
        Long.parseLong(parameters.get(Registration.VERSION)),
        parameters.getOrDefault(Registration.DEFINITION, ""),
        registrations.isCurrent(table, there.storageDescriptor().location()));
  }

  @Override
  public Delivered refresh(Publication publication, GoldTable gold, ProgressListener progress) {
    Registration registration = registrations.of(publication, gold);
    return speaking(
        publication.place(),
        tables -> {
          Optional<Table> there = tables.find(publication.table());
          requireOurs(publication, there);
          tables.put(registration, there);
          requireRegistered(registration, tables.find(publication.table()));
          return new Delivered(
              Counts.written(0),
              (there.isEmpty() ? "registered" : "kept current") + " in " + clients.address());
        });
  }

  @Override
  public Delivered update(Publication publication, GoldTable gold, ProgressListener progress) {
    return refresh(publication, gold, progress);
  }

  private static void requireOurs(Publication publication, Optional<Table> there) {
    if (there.isPresent()) {
      Map<String, String> parameters = there.get().parameters();
      String owner = parameters == null ? "" : parameters.getOrDefault(Registration.OWNER, "");
      if (!owner.equals(publication.owner())) {
        throw GlueErrors.notOurs(publication, owner);
      }
    }
  }

  /** What the catalog says in the end is what was meant. */
  private static void requireRegistered(Registration registration, Optional<Table> there) {
    if (there.filter(registration::isSaidOf).isEmpty()) {
      throw GlueErrors.registeredOtherwise(
          registration.publication(),
          there.map(table -> table.storageDescriptor().toString()).orElse("no such table"));
    }
  }

  @Override
  public Preview previewRefresh(Publication publication, GoldTable gold) {
    Registration registration = registrations.of(publication, gold);
    Optional<Table> there =
        speaking(publication.place(), tables -> tables.find(publication.table()));
    requireOurs(publication, there);
    String statement =
        (there.isEmpty() ? "register " : "update the registration of ")
            + clients.address()
            + "/"
            + publication.table()
            + " at "
            + registration.table().location();
    return new Preview(
        Preview.Way.REGISTRATION,
        new Preview.Rows(0, 0, 0, 0),
        List.of(statement),
        Optional.empty());
  }

  @Override
  public Preview previewUpdate(Publication publication, GoldTable gold) {
    return previewRefresh(publication, gold);
  }

  @Override
  public List<Finding> examine(String subject) {
    try {
      speaking(subject, tables -> tables.glue().getDatabase(r -> r.name(tables.database())));
      return List.of(Finding.ok(subject + " rights", clients.address() + " can be read"));
    } catch (PenstockException e) {
      return List.of(
          Finding.fail(
              subject + " rights",
              e.getMessage(),
              "Make the database, and give glue:GetDatabase, glue:GetTable, glue:CreateTable and"
                  + " glue:UpdateTable on it."));
    }
  }

  @Override
  public Answer ask(String sql, int limit) {
    ReadOnlyQuery.problem(sql)
        .ifPresent(
            problem -> {
              throw GlueErrors.readsOnly(problem);
            });
    try (AthenaClient athena = clients.athena()) {
      return new AthenaQuery(athena, clients.address(), results).ask(sql, limit);
    } catch (SdkException e) {
      throw GlueErrors.notAsked(clients.address(), e);
    }
  }

  private <T> T speaking(String place, Function<GlueTables, T> speech) {
    try (GlueClient glue = clients.glue()) {
      return speech.apply(new GlueTables(glue, clients.address().database()));
    } catch (SdkException e) {
      throw GlueErrors.sentence(place, clients.address(), e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
