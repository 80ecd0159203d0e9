package io.penstock.notebook;

import io.penstock.lake.SparkErrors;
import io.penstock.spec.PenstockException;
import io.penstock.sql.Statement;
import java.util.Optional;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** The sentence of a cell that failed: which cell, which line, why, and what to do. */
final class CellErrors {
  private CellErrors() {}

  static String sentence(String file, Cell.Sql cell, Statement statement, Exception failure) {
    String place = place(file, cell, line(statement, failure));
    Optional<PenstockException> known =
        SparkErrors.sentence(place.substring(0, place.length() - 2), "run", failure);
    if (known.isPresent()) {
      return known.get().getMessage();
    }
    return place + "cannot run because " + SparkErrors.reason(failure) + "." + wayOut(failure);
  }

  /** {@code Cell 3 (notebooks/02_revenue.sql:34): }. */
  static String place(String file, Cell.Sql cell, int line) {
    return "Cell " + cell.number() + " (" + file + ":" + line + "): ";
  }

  /** The line of the notebook that the failure is about; that of the statement if it says none. */
  static int line(Statement statement, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof AnalysisException analysis && analysis.line().isDefined()) {
        return statement.line() + (Integer) analysis.line().get() - 1;
      }
      if (t instanceof SparkThrowable spark) {
        for (QueryContext context : spark.getQueryContext()) {
          if (context.contextType() == QueryContextType.SQL && context.startIndex() >= 0) {
            return statement.lineAt(context.startIndex());
          }
        }
      }
    }
    return statement.line();
  }

  private static String wayOut(Exception failure) {
    boolean noTable =
        failure instanceof SparkThrowable spark
            && "TABLE_OR_VIEW_NOT_FOUND".equals(spark.getCondition());
    return noTable
        ? " Tables are named as in gold.revenue_by_year, and are there after a run: penstock run."
        : "";
  }
}
