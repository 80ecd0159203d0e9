package io.penstock.bronze;

import io.penstock.lake.SparkErrors;
import io.penstock.ops.LandedFile;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.Limit;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import java.io.IOException;
import java.util.Map;

/** The sentences of loading files into bronze. */
final class BronzeErrors {
  private BronzeErrors() {}

  /** A file that could be read a moment ago. */
  static OutsideException outOfReach(Slice slice, PenstockException e) {
    return OutsideException.ofTransient(
        "File '"
            + slice.file().path()
            + "': cannot be read again as it was read before. Found: "
            + e.getMessage()
            + " Run again.",
        e);
  }

  static OutsideException readOtherwise(Slice slice, long given, long expected) {
    return OutsideException.ofTransient(
        "File '"
            + slice.file().path()
            + "': cannot be loaded because it gave other records when it was read again. Found: "
            + given
            + " where "
            + expected
            + " were counted. Run again.",
        null);
  }

  static RefusedException cutShort(String place, String found) {
    return new RefusedException(
        place
            + ": cannot load because a file cannot be read to its end. Found: "
            + found
            + " Land it again, or say on_bad_file: quarantine to take what"
            + " can be read.");
  }

  static RefusedException tooManyBad(
      String place, String key, String found, Limit most, String hint) {
    return new RefusedException(
        place
            + ": cannot load because more records are bad than 'schema.fail_above."
            + key
            + "' allows, which is "
            + most
            + ". Found: "
            + found
            + ". "
            + hint
            + "The tables are as they were; correct the source or its spec, or raise the limit.");
  }

  static RefusedException valuesDoNotFit(String place, long rows, String example) {
    return new RefusedException(
        place
            + ": cannot load because values do not fit their types and 'on_bad_value' is fail."
            + " Found: "
            + rows
            + " rows, such as "
            + example
            + ". Correct the file or the type, or say rescue.");
  }

  static RefusedException filesBreakTheContract(
      String place, String all, Map<String, String> refused) {
    return new RefusedException(
        place
            + ": cannot load because files break the contract. Found: "
            + all
            + (refused.size() > 5 ? " and " + (refused.size() - 5) + " more" : "")
            + ". The table is as it was; on_bad_file: quarantine would leave such files out.");
  }

  static RefusedException tooManyColumns(SourceSpec source, int columns) {
    return new RefusedException(
        "Source '"
            + source.name()
            + "' ("
            + source.at()
            + "): cannot load because with the new columns of its files the table would have more"
            + " than it may. Found: "
            + columns
            + ", of at most "
            + ColumnSpec.MOST
            + ". Say on_new_column: rescue.");
  }

  static OutsideException changedSinceItLanded(LandedFile file, Object found) {
    return OutsideException.ofTransient(
        "File '"
            + file.path()
            + "': cannot be read because it has changed since it landed. Found: "
            + found
            + " where "
            + file.identity()
            + " was expected. Run again, so that it lands anew.",
        null);
  }

  static OutsideException outOfReach(LandedFile file, IOException e) {
    return OutsideException.ofPermanent(
        "File '"
            + file.path()
            + "': cannot be read because "
            + SparkErrors.reason(e)
            + ". Put it back, or land it again.",
        e);
  }

  static RefusedException notInferred(SourceSpec source, LandedFile file, String why) {
    return new RefusedException(
        "Source '"
            + source.name()
            + "' ("
            + source.at()
            + "): cannot infer the columns of '"
            + file.path()
            + "' because "
            + why);
  }

  static RefusedException tooManyColumnsInFiles(SourceSpec source, int columns) {
    return new RefusedException(
        "Source '"
            + source.name()
            + "' ("
            + source.at()
            + "): cannot load because its files have more columns than a table may have. Found: "
            + columns
            + ", of at most "
            + ColumnSpec.MOST
            + ".");
  }

  static OutsideException notParquet(SourceSpec source, Exception e) {
    return OutsideException.ofPermanent(
        "Source '"
            + source.name()
            + "' ("
            + source.at()
            + "): cannot be read because "
            + SparkErrors.reason(e)
            + ". Check that all files are Parquet.",
        e);
  }
}
