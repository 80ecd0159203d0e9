package io.penstock.publish.protocol;

import io.penstock.publish.Publication;
import io.penstock.spec.Limit;
import io.penstock.spec.RefusedException;
import java.util.Optional;

/** Refuses publications that would remove more rows than {@code guard.max_delete} allows. */
final class DeleteGuard {
  private DeleteGuard() {}

  /** Whether so many deletes of so many rows are too many. */
  static boolean exceeded(Publication publication, long deletes, long rows) {
    Optional<Limit> limit = publication.delivery().guard().maxDelete();
    return limit.isPresent() && limit.get().exceeded(deletes, rows);
  }

  /**
   * @throws RefusedException if they are too many
   */
  static void check(Publication publication, long deletes, long rows) {
    if (exceeded(publication, deletes, rows)) {
      throw PublishErrors.tooManyDeletes(publication, deletes, rows);
    }
  }
}
