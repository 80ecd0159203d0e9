package io.penstock.local.redshift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was fetched, as one file. */
final class FetchedCopy {
  final CopyStatement copy;
  final Path file;
  final List<Piece> pieces = new ArrayList<>();

  FetchedCopy(CopyStatement copy, Path file) {
    this.copy = copy;
    this.file = file;
  }

  String table() {
    return copy.table().replace("\"", "");
  }

  /** The statement that loads it. */
  String statement() {
    String columns = copy.columns().isEmpty() ? "" : " (" + String.join(", ", copy.columns()) + ")";
    return "COPY "
        + copy.table()
        + columns
        + " FROM "
        + literal(file.toString())
        + " WITH (FORMAT csv, ENCODING 'UTF8', DELIMITER "
        + literal(copy.form() == CopyStatement.Form.CSV ? copy.delimiter() : ",")
        + ", QUOTE "
        + literal(copy.form() == CopyStatement.Form.CSV ? copy.quote() : "\"")
        + ", NULL "
        + literal(
            copy.form() == CopyStatement.Form.CSV ? copy.nullText().orElse("") : ParquetCsv.NULL)
        + ")";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  CopyPlace at(long line) {
    long before = 0;
    for (Piece piece : pieces) {
      if (line <= piece.lines()) {
        return new CopyPlace(piece.object(), line - before);
      }
      before = piece.lines();
    }
    return new CopyPlace(copy.from(), line);
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /**
   * Part of the file that is loaded.
   *
   * @param lines up to which line it goes
   */
  record Piece(String object, long lines) {}
}
