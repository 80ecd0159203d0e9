package io.penstock.notebook;

import io.penstock.page.ChartRequest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.SpecException;
import io.penstock.sql.Statement;
import io.penstock.sql.Statements;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the source format of SQL notebooks: a first line that says so, cells parted by a comment,
 * Markdown in comments that begin with {@code -- MAGIC}.
 */
public final class NotebookSource {
  static final String HEADER = "-- Databricks notebook source";
  static final String SEPARATOR = "-- COMMAND ----------";
  private static final String MAGIC = "-- MAGIC";
  private static final String TITLE = "-- DBTITLE ";

  private final String file;
  private final Problems problems = new Problems();

  private NotebookSource(String file) {
    this.file = file;
  }

  /**
   * Reads a notebook.
   *
   * @throws SpecException naming everything that is wrong with it
   */
  public static Notebook read(Path path) {
    return parse(path.toString(), text(path));
  }

  /**
   * Reads the text of a notebook.
   *
   * @param file what to call it
   */
  public static Notebook parse(String file, String text) {
    NotebookSource source = new NotebookSource(file);
    Notebook notebook = new Notebook(file, source.cells(text.lines().toList()));
    source.problems.throwIfAny();
    return notebook;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw NotebookErrors.noFile(path);
    } catch (CharacterCodingException e) {
      throw NotebookErrors.noText(path, e);
    } catch (IOException e) {
      throw NotebookErrors.unreadable(path, reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "the disk does not give it" : e.getMessage();
  }

  private List<Cell> cells(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (!first.equals(HEADER)) {
      problems.add(
          new Origin(file, 1),
          "this is not a notebook, because the first line must be exactly '"
              + HEADER
              + "'. Found: '"
              + (first.length() > 60 ? first.substring(0, 60) + "…" : first)
              + "'.");
      return List.of();
    }
    List<Cell> cells = new ArrayList<>();
    int from = 1;
    int number = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).strip().equals(SEPARATOR)) {
        cell(++number, lines.subList(from, i), from + 1).ifPresent(cells::add);
        from = i + 1;
      }
    }
    return cells;
  }

  /**
   * One cell; none if it is blank.
   *
   * @param line the line of the notebook that the first of these is, counted from 1
   */
  private Optional<Cell> cell(int number, List<String> lines, int line) {
    Optional<String> title = Optional.empty();
    int from = 0;
    while (from < lines.size()
        && (lines.get(from).isBlank() || lines.get(from).startsWith(TITLE))) {
      if (!lines.get(from).isBlank()) {
        // "-- DBTITLE 1,The title"; the number says whether it is shown.
        title = Optional.of(lines.get(from).replaceFirst("^-- DBTITLE \\d+,", "").strip());
      }
      from++;
    }
    int to = lines.size();
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    List<String> body = lines.subList(from, to);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    return body.get(0).startsWith(MAGIC)
        ? magic(number, title, body, line + from)
        : sql(number, title, body, line + from);
  }

  private Optional<Cell> magic(int number, Optional<String> title, List<String> body, int line) {
    List<String> text = body.stream().map(l -> l.replaceFirst("^-- MAGIC ?", "")).toList();
    String[] first = text.get(0).strip().split("\\s+", 2);
    List<String> rest = new ArrayList<>(text);
    rest.set(0, first.length > 1 ? first[1] : "");
    switch (first[0]) {
      case "%md":
      case "%md-sandbox":
        return Optional.of(new Cell.Markdown(number, title, String.join("\n", rest).strip()));
      case "%sql":
        return sql(number, title, rest, line);
      default:
        problems.add(
            new Origin(file, line),
            "cell "
                + number
                + " cannot run here because only SQL and Markdown do. Found: '"
                + first[0]
                + "'. Write it as SQL, or run the notebook on Databricks.");
        return Optional.empty();
    }
  }

  private Optional<Cell> sql(int number, Optional<String> title, List<String> body, int line) {
    String text = String.join("\n", body);
    List<Statement> statements = Statements.of(text, line);
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    Optional<ChartRequest> chart = Optional.empty();
    for (int i = 0; i < body.size(); i++) {
      Optional<String> asked = ChartRequest.asked(body.get(i));
      if (asked.isPresent()) {
        Origin at = new Origin(file, line + i);
        chart =
            ChartRequest.parse(
                asked.get(), line + i, wrong -> problems.add(at, "cell " + number + ": " + wrong));
      }
    }
    return Optional.of(new Cell.Sql(number, title, text.strip(), statements, chart));
  }
}
