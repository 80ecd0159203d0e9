package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.notebook.Cell;
import io.penstock.notebook.CellResult;
import io.penstock.notebook.Notebook;
import io.penstock.notebook.NotebookSource;
import io.penstock.page.TextRows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says before anything is started, and how it shows a notebook. */
class NotebookCommandTest {
  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();

  private int penstock(String... arguments) {
    CommandLine line = Penstock.commandLine();
    line.setErr(new PrintWriter(said, true));
    return line.execute(arguments);
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThat(penstock("notebook", folder.resolve("none.sql").toString())).isEqualTo(2);
    assertThat(said.toString()).contains("none.sql': cannot be read because there is no such file");
  }

  @Test
  void aParameterThatNoCellUsesIsSaid() {
    assertThat(penstock("notebook", "notebooks/02_revenue.sql", "--param", "catalgo=main"))
        .isEqualTo(2);
    assertThat(said.toString())
        .isEqualToIgnoringNewLines(
            "notebooks/02_revenue.sql: no cell uses the parameter 'catalgo'. Did you mean"
                + " 'catalog'?");
  }

  @Test
  void aParameterWithoutAValueIsSaid() throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.sql"), "-- Databricks notebook source\nSELECT :top\n");

    assertThat(penstock("notebook", file.toString())).isEqualTo(2);
    assertThat(said.toString()).contains("a.sql:2: cell 1 needs a value for ':top'");
  }

  @Test
  void optionsThatMakeNoSenseAreSaid() {
    assertThat(penstock("notebook", "notebooks/02_revenue.sql", "--limit", "0")).isEqualTo(2);
    assertThat(penstock("notebook", "notebooks/02_revenue.sql", "--html", folder.toString()))
        .isEqualTo(2);
    assertThat(said.toString())
        .contains("--limit: must be 1 or more. Found: 0.", "--html: cannot be a folder.");
  }

  @Test
  void theTerminalShowsTextTablesAndWhatIsDone() {
    Notebook notebook =
        NotebookSource.parse(
            "a.sql",
            """
            -- Databricks notebook source
            -- MAGIC %md
            -- MAGIC ## What *is* asked

            -- COMMAND ----------

            SET CATALOG main

            -- COMMAND ----------

            -- DBTITLE 1,Years
            SELECT 1
            """);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NotebookView view = new NotebookView(1, new PrintStream(out, true, StandardCharsets.UTF_8));
    List<TextRows.TextColumn> columns =
        List.of(
            new TextRows.TextColumn("year", DataTypes.IntegerType),
            new TextRows.TextColumn("note", DataTypes.StringType));
    view.show(result(notebook.cells().get(0), null));
    view.show(result(notebook.cells().get(1), new TextRows(List.of(), List.of(), false)));
    view.show(
        result(
            notebook.cells().get(2),
            new TextRows(columns, List.of(List.of("2016", "a\nb"), List.of("2017", "c")), false)));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            What is asked

            [2] done

            [3] Years
            year  note
            ----------
            2016  a b
            1 row; there are more, see --limit
            """);
  }

  private static CellResult result(Cell cell, TextRows rows) {
    return new CellResult(cell, Optional.ofNullable(rows), 0, Optional.empty());
  }
}
