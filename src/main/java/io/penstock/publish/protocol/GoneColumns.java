package io.penstock.publish.protocol;

import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.sql.Engine;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the lake's table was otherwise when it was published. */
record GoneColumns(Publication publication, GoldTable gold) {
  private static final Logger LOG = LoggerFactory.getLogger(GoneColumns.class);

  /** How the live table's columns differ from those that the rows need. */
  <E extends Exception> List<ColumnChange> differences(
      TargetSession<E> session, PublicationState at, StructType now) throws E {
    return session.differences(gone(at, now, session.columns()));
  }

  /** Columns that the lake had when the table was published and no longer has. */
  private Collection<String> gone(PublicationState at, StructType now, List<String> live) {
    List<String> names = List.of(now.fieldNames());
    Predicate<String> lost = name -> names.stream().noneMatch(name::equalsIgnoreCase);
    // To look into an old version takes a while, and is asked only where it can matter.
    if (live.stream().noneMatch(lost)) {
      return List.of();
    }
    try {
      return Arrays.stream(gold.rowsAt(at.version()).columns()).filter(lost).toList();
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      LOG.info("version {} of {} can no longer be read", at.version(), publication.from(), e);
      return List.of();
    }
  }

  /**
   * Whether the lake's table had other columns when it was published. Whether the target has just
   * been altered does not tell: a killed run may have done that, or its administrator.
   */
  boolean had(PublicationState at) {
    try {
      return !Engine.sameType(gold.rowsAt(at.version()).schema(), gold.rows().schema());
    } catch (Exception e) {
      LOG.info("version {} of {} can no longer be read", at.version(), publication.from(), e);
      return true;
    }
  }
}
