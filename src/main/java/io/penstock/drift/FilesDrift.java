package io.penstock.drift;

import io.penstock.lake.Storage;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.Unpack;
import io.penstock.sql.ParquetFooter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The latest files of a source, held against the columns that it is pinned to. */
record FilesDrift(Storage storage, Path folder) {

  /**
   * @param pinned all of its columns
   */
  SourceLook of(SourceSpec source, SourceLocation.Files files, List<ColumnSpec> pinned) {
    if (pinned.isEmpty()) {
      return SourceLook.nothing(
          source.name() + " is not looked at: its columns are inferred by its first run");
    }
    if (files.unpack() != Unpack.NONE) {
      return SourceLook.nothing(
          source.name() + " is not looked at: what is in packed files is known when it has landed");
    }
    List<ColumnSpec> ofRecords =
        pinned.stream().filter(column -> !isPartition(files, column)).toList();
    List<List<Drift>> found = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      for (Storage.Found file : LatestFiles.of(storage, folder, files)) {
        try {
          found.add(of(source, ofRecords, file));
        } catch (OutsideException e) {
          notes.add("a file of " + source.name() + " cannot be looked at. " + e.getMessage());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw DriftErrors.notListed(
          source,
          files.path(),
          e instanceof IOException io ? io : ((UncheckedIOException) e).getCause());
    }
    return new SourceLook(together(source, found), notes);
  }

  private static boolean isPartition(SourceLocation.Files files, ColumnSpec column) {
    return files.partitionColumns().stream()
        .anyMatch(
            name ->
                name.equalsIgnoreCase(column.fileName()) || name.equalsIgnoreCase(column.name()));
  }

  private List<Drift> of(SourceSpec source, List<ColumnSpec> pinned, Storage.Found file)
      throws IOException {
    FileDrift drift = new FileDrift(source, pinned);
    if (source.format() instanceof FormatSpec.Parquet) {
      ParquetFooter footer =
          ParquetFooter.of(storage.status(file.path()), storage.settings().value());
      return footer.problem().isEmpty() ? drift.of(footer.schema()) : List.of();
    }
    return drift.of(() -> open(file), file.path().text());
  }

  /** Where a column need not be there, it is gone when none of the files has it. */
  private static List<Drift> together(SourceSpec source, List<List<Drift>> files) {
    boolean optional = source.contract().onMissingColumn() == SourceSpec.OnMissingColumn.NULL;
    Set<Drift> all = new LinkedHashSet<>();
    for (List<Drift> file : files) {
      file.stream()
          .filter(
              drift ->
                  !optional
                      || drift.kind() != Drift.Kind.COLUMN_GONE
                      || files.stream().allMatch(other -> other.contains(drift)))
          .forEach(all::add);
    }
    return List.copyOf(all);
  }

  private InputStream open(Storage.Found file) {
    try {
      return storage.open(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
