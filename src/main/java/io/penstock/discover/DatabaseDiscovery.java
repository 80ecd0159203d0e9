package io.penstock.discover;

import io.penstock.format.bind.ColumnNames;
import io.penstock.land.mysql.CatalogTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What loads all tables of a database, and silver models of their rows. */
public final class DatabaseDiscovery {
  private static final int LONGEST_PREFIX = 39;
  private static final int LONGEST = 60;
  private final String connection;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Proposal.FoundTable> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> bronze = new LinkedHashSet<>();
  private final Set<String> silver = new LinkedHashSet<>();
  private final String prefix;
  private final BiPredicate<String, String> others;

  private DatabaseDiscovery(String connection, BiPredicate<String, String> others) {
    this.connection = connection;
    this.prefix = prefix(connection);
    this.others = others;
  }

  /**
   * Proposes a file for the tables behind a connection.
   *
   * @param others whether a path, of what has an origin, is somebody else's
   */
  public static Proposal of(
      String connection, List<CatalogTable> tables, BiPredicate<String, String> others) {
    return new DatabaseDiscovery(connection, others).proposal(tables);
  }

  private Proposal proposal(List<CatalogTable> tables) {
    String origin = Origins.of(connection);
    StringBuilder source =
        new StringBuilder("# ")
            .append(origin)
            .append("\nsource: {type: mysql, connection: ")
            .append(Written.yaml(connection))
            .append("}\ndefaults: {load: full, prefix: ")
            .append(prefix)
            .append("_}\ntables:\n");
    for (CatalogTable table : tables) {
      if (isTaken(table)) {
        source.append("  ").append(Written.key(table.name())).append(": {}\n");
        propose(table, origin);
      }
    }
    if (!found.isEmpty()) {
      files.put("sources/" + prefix + ".yml", source.toString());
    }
    return new Proposal(origin, files, found, notes, true);
  }

  /** As names of files and tables may begin. */
  private static String prefix(String connection) {
    String name = connection.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?![A-Za-z])", "db_");
    return name.substring(0, Math.min(name.length(), LONGEST_PREFIX));
  }

  private boolean isTaken(CatalogTable table) {
    String name = bronzeName(table);
    String why = null;
    if (table.view()) {
      why = "is a view. Name it under 'tables' to load its rows";
    } else if (name.length() > LONGEST) {
      why =
          "has a name that is too long for a table of the lake. Load it with a 'query' of its own";
    } else if (!bronze.add(name.toLowerCase(Locale.ROOT))) {
      why =
          "would be bronze."
              + name.toLowerCase(Locale.ROOT)
              + " like another one. Load it by a file with another 'defaults.prefix'";
    }
    if (why != null) {
      notes.add("'" + table.name() + "' is left out, because it " + why + ".");
    }
    return why == null;
  }

  private String bronzeName(CatalogTable table) {
    return (prefix + "_" + table.name()).replaceAll("[^A-Za-z0-9_]", "_");
  }

  private void propose(CatalogTable table, String origin) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String column : table.columns()) {
      names.put(column, ColumnNames.unused(column, names.size(), names.values()));
    }
    List<String> keys = table.keys().stream().map(names::get).toList();
    String name = bronzeName(table).toLowerCase(Locale.ROOT);
    found.add(new Proposal.FoundTable(name, "table", names.size(), -1, keys));
    String model = modelName(table, name, origin);
    SilverStub stub =
        new SilverStub(model, name, List.copyOf(names.values()), keys, table.comment());
    if (keys.isEmpty()) {
      notes.add(
          "'"
              + table.name()
              + "' has no primary key, so silver."
              + model
              + " counts how often each row is there, and is computed in full. If columns tell its"
              + " rows apart, give it those as 'keys', as the other models have them.");
      stub.ofCounts(origin, files);
    } else {
      stub.ofChanges(origin, files);
    }
  }

  private String modelName(CatalogTable table, String bronzeName, String origin) {
    Optional<String> own =
        SilverStub.name(ColumnNames.snakeCase(table.name()))
            .filter(name -> !others.test(origin, "silver/" + name + ".sql"))
            .filter(silver::add);
    return own.orElseGet(
        () -> {
          silver.add(bronzeName);
          return bronzeName;
        });
  }
}
