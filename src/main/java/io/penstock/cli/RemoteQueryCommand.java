package io.penstock.cli;

import io.penstock.databricks.RemoteSql;
import io.penstock.databricks.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock remote query "SQL"}. */
@Command(
    name = "query",
    description = "Runs a statement on a SQL warehouse and prints its rows.",
    mixinStandardHelpOptions = true)
final class RemoteQueryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SQL", description = "one statement, such as a SELECT")
  private String sql;

  @Option(
      names = "--warehouse",
      paramLabel = "NAME",
      description = "its name or id (default: the only one, or DATABRICKS_WAREHOUSE_ID)")
  private Optional<String> warehouse = Optional.empty();

  @Option(
      names = "--limit",
      defaultValue = "1000",
      description = "the most rows to print (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    RemoteSql statements = Workspace.connect().sql();
    Optional<String> given =
        warehouse.or(() -> Optional.ofNullable(System.getenv("DATABRICKS_WAREHOUSE_ID")));
    RemoteSql.Rows found = statements.query(sql, statements.warehouse(given), limit);
    if (found.columns().isEmpty()) {
      System.out.println("The statement has been run; it gives no rows.");
      return 0;
    }
    TextTable table = new TextTable(found.columns());
    for (List<String> row : found.rows()) {
      table.add(row.stream().map(RemoteQueryCommand::cell).toList());
    }
    table.print(System.out);
    if (found.cut()) {
      System.out.println("… and more; --limit shows them.");
    }
    return 0;
  }

  private static String cell(String value) {
    return value == null ? "NULL" : value.replaceAll("[\\r\\n\\t]", " ");
  }
}
