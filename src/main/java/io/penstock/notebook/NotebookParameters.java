package io.penstock.notebook;

import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.SpecException;
import io.penstock.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@code :name} stands for in the cells of a notebook. */
public final class NotebookParameters {
  /** The catalog that holds the tables; the environment knows it, so it need not be given. */
  public static final String CATALOG = "catalog";

  private final Map<String, String> given;
  private final boolean asksForCatalog;

  private NotebookParameters(Map<String, String> given, boolean asksForCatalog) {
    this.given = Map.copyOf(given);
    this.asksForCatalog = asksForCatalog;
  }

  /**
   * Holds what is given against what the cells ask for.
   *
   * @throws SpecException naming every value that is missing or too much
   */
  public static NotebookParameters of(Notebook notebook, Map<String, String> given) {
    Problems problems = new Problems();
    Set<String> asked = new TreeSet<>();
    for (Cell.Sql cell : notebook.queries()) {
      for (Statement statement : cell.statements()) {
        asked.addAll(statement.parameters());
        new TreeSet<>(statement.parameters())
            .stream()
                .filter(name -> !given.containsKey(name) && !name.equals(CATALOG))
                .forEach(
                    name ->
                        problems.add(
                            new Origin(notebook.file(), statement.line()), missing(cell, name)));
      }
    }
    for (String name : new TreeSet<>(given.keySet())) {
      if (!asked.contains(name)) {
        problems.add(
            new Origin(notebook.file(), 0),
            "no cell uses the parameter '" + name + "'. " + Nearest.hint(name, asked));
      }
    }
    problems.throwIfAny();
    return new NotebookParameters(given, asked.contains(CATALOG));
  }

  private static String missing(Cell cell, String name) {
    return "cell "
        + cell.number()
        + " needs a value for ':"
        + name
        + "'. Give it with --param "
        + name
        + "=VALUE.";
  }

  /** The values, in an environment whose tables are in this catalog. */
  Map<String, String> in(String catalog) {
    Map<String, String> all = new LinkedHashMap<>();
    if (asksForCatalog) {
      all.put(CATALOG, catalog);
    }
    all.putAll(given);
    return Map.copyOf(all);
  }
}
