package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loaded shadow gets before it is shown: all indexes in one ALTER, engine, statistics. */
record Indexes(Connection c0, String shadow) {
  private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

  void add(List<List<String>> asked, Optional<LiveTable> live, List<MySqlColumn> columns)
      throws SQLException {
    Map<String, String> types = ColumnPlan.types(columns);
    Map<String, MySqlIndex> indexes = new LinkedHashMap<>();
    for (List<String> wanted : asked) {
      MySqlIndex index = MySqlIndex.of(names(wanted, types.keySet()), types);
      indexes.put(index.name().toLowerCase(Locale.ROOT), index);
    }
    if (live.isPresent()) {
      for (MySqlIndex kept : live.get().indexes(c0)) {
        if (kept.name().startsWith(MySqlIndex.MARK)) {
          continue;
        }
        if (types.keySet().containsAll(kept.columns())) {
          indexes.putIfAbsent(kept.name().toLowerCase(Locale.ROOT), kept.fitting(types));
        } else {
          LOG.warn("index {} names a column that is gone, and goes with it", kept.name());
        }
      }
    }
    if (!indexes.isEmpty()) {
      execute(MySqlStatements.addIndexes(shadow, List.copyOf(indexes.values())));
    }
    // Only now: parts need an engine with transactions.
    String engine = live.map(LiveTable::engine).orElse(MySqlStatements.ENGINE);
    if (!engine.equalsIgnoreCase(MySqlStatements.ENGINE)) {
      execute("ALTER TABLE " + MySqlStatements.quoted(shadow) + " ENGINE=" + engine);
    }
    execute("ANALYZE TABLE " + MySqlStatements.quoted(shadow));
  }

  private static List<String> names(List<String> columns, Collection<String> there) {
    return columns.stream()
        .map(c -> there.stream().filter(c::equalsIgnoreCase).findFirst().orElse(c))
        .toList();
  }

  private void execute(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      sql.execute(text);
    }
  }
}
