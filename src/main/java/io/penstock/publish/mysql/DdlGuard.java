package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses changes of the target's columns that {@code guard.ddl} does not allow. */
final class DdlGuard {
  private DdlGuard() {}

  /**
   * For a table that another one is about to replace.
   *
   * @throws RefusedException if its columns would change in a way that is not allowed
   */
  static void check(Publication publication, List<MySqlColumn> wanted, List<LiveColumn> live) {
    PublishSpec.Ddl allowed = publication.delivery().ddl();
    if (live.isEmpty() || allowed == PublishSpec.Ddl.ANY) {
      return;
    }
    List<String> gone =
        live.stream()
            .map(LiveColumn::name)
            .filter(name -> wanted.stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
            .toList();
    List<Layout.Change> changes = Layout.changes(wanted, live, gone);
    boolean refused =
        allowed == PublishSpec.Ddl.NONE
            ? !changes.isEmpty()
            : changes.stream().anyMatch(change -> !change.additive());
    if (refused) {
      throw refusal(publication, changes);
    }
  }

  static RefusedException refusal(Publication publication, List<Layout.Change> changes) {
    return new RefusedException(
        publication.place()
            + ": cannot change the columns of '"
            + publication.table()
            + "' because 'guard.ddl' is "
            + publication.delivery().ddl().name().toLowerCase(java.util.Locale.ROOT)
            + ". Found: "
            + changes.stream().map(Layout.Change::ddl).collect(Collectors.joining(", "))
            + ". Change the model back, or allow it with 'guard: {ddl: "
            + (changes.stream().allMatch(Layout.Change::additive) ? "additive" : "any")
            + "}'; the target is as it was.");
  }
}
