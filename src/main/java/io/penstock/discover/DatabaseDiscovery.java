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

/** What loads all tables of a database, and silver models of their rows. */
public final class DatabaseDiscovery {
  private static final int LONGEST = 60;
  private final String connection;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Proposal.FoundTable> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> bronze = new LinkedHashSet<>();
  private final Set<String> silver = new LinkedHashSet<>();

  private DatabaseDiscovery(String connection) {
    this.connection = connection;
  }

  /** Proposes a file for the tables behind a connection. */
  public static Proposal of(String connection, List<CatalogTable> tables) {
    return new DatabaseDiscovery(connection).proposal(tables);
  }

  private Proposal proposal(List<CatalogTable> tables) {
    String origin = Origins.of(connection);
    StringBuilder source =
        new StringBuilder("# ")
            .append(origin)
            .append("\nsource: {type: mysql, connection: ")
            .append(connection)
            .append("}\ndefaults: {load: full, prefix: ")
            .append(connection)
            .append("_}\ntables:\n");
    for (CatalogTable table : tables) {
      if (isTaken(table)) {
        source.append("  ").append(Written.key(table.name())).append(": {}\n");
        propose(table, origin);
      }
    }
    if (!found.isEmpty()) {
      files.put("sources/" + connection + ".yml", source.toString());
    }
    return new Proposal(origin, files, found, notes);
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
    return (connection + "_" + table.name()).replaceAll("[^A-Za-z0-9_]", "_");
  }

  private void propose(CatalogTable table, String origin) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String column : table.columns()) {
      names.put(column, ColumnNames.unused(column, names.size(), names.values()));
    }
    List<String> keys = table.keys().stream().map(names::get).toList();
    String name = bronzeName(table).toLowerCase(Locale.ROOT);
    found.add(new Proposal.FoundTable(name, "table", names.size(), -1, keys));
    String model = modelName(table, name);
    SilverStub stub =
        new SilverStub(model, name, List.copyOf(names.values()), keys, table.comment());
    if (keys.isEmpty()) {
      notes.add(
          "'"
              + table.name()
              + "' has no primary key, so bronze."
              + name
              + " holds each change of its rows and no silver model is proposed. Write one, with the"
              + " columns that tell its rows apart as 'keys'.");
    } else {
      stub.ofChanges(origin, files);
    }
  }

  private String modelName(CatalogTable table, String bronzeName) {
    Optional<String> own = SilverStub.name(ColumnNames.snakeCase(table.name())).filter(silver::add);
    return own.orElseGet(
        () -> {
          silver.add(bronzeName);
          return bronzeName;
        });
  }
}
