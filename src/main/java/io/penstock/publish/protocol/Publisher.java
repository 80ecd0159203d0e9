package io.penstock.publish.protocol;

import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.rows.SourceProfile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how a table is published: by what has changed where that is possible and worth it, else
 * as a whole; and as a whole by another table in its place, unless rows of others would go with it.
 *
 * @param <E> what the target throws
 */
public final class Publisher<E extends Exception> {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Reason ASKED = new Reason("it is published as a whole", false);

  private final TargetTable<E> table;
  private final Publication publication;

  public Publisher(TargetTable<E> table, Publication publication) {
    this.table = table;
    this.publication = publication;
  }

  /** Sends all rows. */
  public Target.Delivered refresh(GoldTable gold) throws E {
    return whole(gold, ASKED);
  }

  /** Sends what changed, or all rows where that is not possible. */
  public Target.Delivered update(GoldTable gold) throws E {
    try {
      return new ChangeProtocol<>(table, publication, gold).update();
    } catch (FullRefreshRequired e) {
      LOG.info("{} is published as a whole because {}", publication.step(), e.getMessage());
      return whole(gold, Reason.of(e));
    }
  }

  // Rows of others must not go with the table that they are in.
  private Target.Delivered whole(GoldTable gold, Reason reason) throws E {
    if (!ForeignRows.mayBeRemoved(publication)
        && ForeignRows.areThere(table, publication, reason)) {
      try {
        return new ChangeProtocol<>(table, publication, gold).whole(reason);
      } catch (FullRefreshRequired e) {
        // It is gone by now, and others' rows with it.
        LOG.info("{}: {}", publication.step(), e.getMessage());
      }
    }
    return swap(gold.rows(), gold.count(), reason.text());
  }

  /**
   * A full refresh by another table in its place.
   *
   * @param count how many rows they must be
   */
  public Target.Delivered swap(Dataset<Row> rows, long count, String reason) throws E {
    return new SwapProtocol<>(table, publication).run(rows, count, reason);
  }

  /** What {@link #refresh} would do. */
  public Preview previewRefresh(GoldTable gold) throws E {
    return preview(gold, Optional.empty());
  }

  /** What {@link #update} would do. */
  public Preview previewUpdate(GoldTable gold) throws E {
    try {
      return new ChangeProtocol<>(table, publication, gold).preview();
    } catch (FullRefreshRequired e) {
      return preview(gold, Optional.of(e.getMessage()));
    }
  }

  private Preview preview(GoldTable gold, Optional<String> because) throws E {
    Dataset<Row> rows = table.dialect().flattened(gold.rows());
    SourceProfile profile = SourceProfile.of(rows, publication, table.dialect());
    table.fit(rows.schema(), profile);
    return new Preview(
        Preview.Way.SWAP,
        new Preview.Rows(profile.rows(), 0, 0, 0),
        statements(List.of(rows.columns())),
        because);
  }

  private List<String> statements(List<String> columns) throws E {
    Optional<? extends TargetSession<E>> opened = table.openLook();
    if (opened.isEmpty()) {
      return List.of("CREATE DATABASE, " + table.creation());
    }
    try (TargetSession<E> session = opened.get()) {
      if (session.mark().isEmpty()) {
        return List.of(table.creation());
      }
      DdlGuard.check(publication, session, columns);
      List<ColumnChange> changes = DdlGuard.replaced(session, columns);
      return changes.isEmpty()
          ? List.of()
          : List.of(
              changes.stream()
                  .map(ColumnChange::ddl)
                  .collect(Collectors.joining(", ", "its columns become: ", "")));
    }
  }
}
