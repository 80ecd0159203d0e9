package io.penstock.publish.protocol;

import io.penstock.publish.Publication;
import io.penstock.spec.PublishSpec;
import java.util.List;

/** Refuses changes of the target's columns that {@code guard.ddl} does not allow. */
final class DdlGuard {
  private DdlGuard() {}

  /** Whether the publication may change columns in this way. */
  static boolean allows(Publication publication, List<ColumnChange> changes) {
    return switch (publication.delivery().ddl()) {
      case ANY -> true;
      case ADDITIVE -> ColumnChange.allAdditive(changes);
      case NONE -> changes.isEmpty();
    };
  }

  /**
   * For a table that another one is about to replace, whose columns are what the rows need.
   *
   * @param wanted the names of the rows' columns
   * @throws io.penstock.spec.RefusedException if its columns would change in a way that is not
   *     allowed
   */
  static <E extends Exception> void check(
      Publication publication, TargetSession<E> session, List<String> wanted) throws E {
    if (publication.delivery().ddl() == PublishSpec.Ddl.ANY) {
      return;
    }
    List<ColumnChange> changes = replaced(session, wanted);
    if (!allows(publication, changes)) {
      throw PublishErrors.columnsMayNotChange(publication, changes);
    }
  }

  /** How the columns of a table change when another one takes its place. */
  static <E extends Exception> List<ColumnChange> replaced(
      TargetSession<E> session, List<String> wanted) throws E {
    List<String> gone =
        session.columns().stream()
            .filter(name -> wanted.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    return session.differences(gone);
  }
}
