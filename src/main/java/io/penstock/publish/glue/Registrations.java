package io.penstock.publish.glue;

import io.penstock.lake.Lake;
import io.penstock.plan.Published;
import io.penstock.publish.Exported;
import io.penstock.publish.Exports;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the tables of a publication are to be in the catalog: tables of the lake, or exports. */
final class Registrations {
  private final PublishSpec publication;
  private final Exports exports;

  Registrations(PublishSpec publication, Exports exports) {
    this.publication = publication;
    this.exports = exports;
  }

  /** The export that a table of the catalog is, by its name there. */
  private Optional<String> export(String table) {
    return publication.tables().stream()
        .filter(each -> each.table().equals(table))
        .findFirst()
        .flatMap(PublishSpec.Table::export);
  }

  /**
   * Whether a table of the catalog lies where its export is now: an export that was written again
   * has another folder, also of the same version.
   */
  boolean isCurrent(String table, String location) {
    return export(table)
        .map(exports::of)
        .map(found -> found.filter(e -> folders(e).equals(List.of(location))).isPresent())
        .orElse(true);
  }

  Registration of(Publication publication, GoldTable gold) {
    Lake.Place place = gold.place();
    Optional<String> export = export(publication.table());
    Registered table =
        export.isPresent()
            ? files(publication, gold.rows().schema(), export.get())
            : Registered.delta(
                new Published(
                    publication.source().generation(),
                    publication.source().version(),
                    publication.definition().digest(),
                    true),
                Registered.s3(place.location()),
                gold.rows().schema());
    if (!table.location().startsWith("s3://")) {
      throw GlueErrors.noPlace(publication, table.location());
    }
    return new Registration(publication, table, place.description());
  }

  private Registered files(Publication publication, StructType gold, String name) {
    Exported export = exports.of(name).orElseThrow(() -> GlueErrors.notExported(publication, name));
    List<String> folders = folders(export);
    if (folders.size() > 1) {
      throw GlueErrors.manyFolders(publication, name, folders);
    }
    StructType columns = new StructType();
    StructType partitions = new StructType();
    for (StructField field : export.schema().fields()) {
      StructField said = commented(field, gold);
      if (export.partitions().keySet().stream().anyMatch(field.name()::equalsIgnoreCase)) {
        continue;
      }
      columns = columns.add(said);
    }
    for (String partition : export.partitions().keySet()) {
      partitions = partitions.add(commented(column(export.schema(), partition), gold));
    }
    return new Registered(
        export.published(),
        folders.get(0),
        columns,
        partitions,
        StorageFormat.PARQUET,
        PartitionProjection.parameters(publication, folders.get(0), export.partitions()));
  }

  private static StructField column(StructType schema, String name) {
    return java.util.Arrays.stream(schema.fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow();
  }

  private static StructField commented(StructField field, StructType gold) {
    return java.util.Arrays.stream(gold.fields())
        .filter(each -> each.name().equals(field.name()) && each.getComment().isDefined())
        .findFirst()
        .map(each -> field.withComment(each.getComment().get()))
        .orElse(field);
  }

  private static List<String> folders(Exported export) {
    return export.folders().stream().map(Registered::s3).toList();
  }
}
