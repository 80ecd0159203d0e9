package io.penstock.publish.rows;

import io.penstock.publish.Publication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that would go wrong with the rows, found and said at once, before the first one moves:
 * what any target would refuse, and what a kind of target adds to it.
 */
public final class PreFlight {
  private final Publication publication;
  private final StructType schema;
  private final SourceProfile profile;
  private final List<String> findings = new ArrayList<>();

  public PreFlight(Publication publication, StructType schema, SourceProfile profile) {
    this.publication = publication;
    this.schema = schema;
    this.profile = profile;
  }

  /** Adds what a kind of target has found, as part of a sentence. */
  public void find(String finding) {
    findings.add(finding);
  }

  /** A column as the lake writes it, whatever the case. */
  public Optional<String> found(String column) {
    return Arrays.stream(schema.fieldNames()).filter(column::equalsIgnoreCase).findFirst();
  }

  /** Columns as the lake writes them; those that are not there are left out. */
  public List<String> names(List<String> columns) {
    return columns.stream().flatMap(name -> found(name).stream()).toList();
  }

  /**
   * Looks at keys, indexes, types and values.
   *
   * @throws io.penstock.spec.RefusedException naming each finding with column, value and row count
   */
  public void requireNothing() {
    keys();
    publication.indexes().stream()
        .flatMap(List::stream)
        .filter(name -> found(name).isEmpty())
        .forEach(name -> find("an index names the column '" + name + "', which is not there"));
    publication.types().keySet().stream()
        .filter(name -> found(name).isEmpty())
        .forEach(name -> find("'types' names the column '" + name + "', which is not there"));
    for (SourceProfile.Misfit misfit : profile.misfits()) {
      find(
          misfit.count()
              + (misfit.count() == 1 ? " value of '" : " values of '")
              + misfit.column()
              + "' cannot be stored ("
              + misfit.why()
              + "), such as '"
              + misfit.example()
              + "'");
    }
    if (!findings.isEmpty()) {
      throw RowErrors.doesNotFit(publication, findings);
    }
  }

  private void keys() {
    List<String> missing = publication.keys().stream().filter(key -> found(key).isEmpty()).toList();
    missing.forEach(key -> find("the key column '" + key + "' is not there"));
    if (profile.nullKeys() > 0) {
      find(
          profile.nullKeys()
              + (profile.nullKeys() == 1 ? " row has" : " rows have")
              + " a key that is NULL");
    }
    profile
        .shared()
        .filter(key -> missing.isEmpty())
        .ifPresent(
            key ->
                find(
                    (profile.rows() - profile.nullKeys() - profile.distinctKeys())
                        + " rows share their key "
                        + publication.keys()
                        + " with another row, such as "
                        + key));
  }
}
