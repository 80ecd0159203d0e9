package io.penstock.discover;

import io.penstock.format.file.RecordReaders;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import io.penstock.sql.ParquetFooter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** What loads the files below a place: files of one shape in one folder are a table. */
public final class FileDiscovery {
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final Storage storage;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Proposal.FoundTable> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final String origin;
  private final TableNames names;
  private boolean whole = true;

  private FileDiscovery(Storage storage, String origin, BiPredicate<String, String> others) {
    this.storage = storage;
    this.origin = origin;
    this.names = new TableNames(path -> others.test(origin, path));
  }

  /**
   * Proposes sources for all files at or below a place.
   *
   * @param written the place as a source writes it
   * @param place the same as it was asked for
   * @param others whether a path in the pipeline folder, of what has an origin, is somebody else's
   * @throws java.io.FileNotFoundException if nothing is there
   */
  public static Proposal of(
      Storage storage,
      StoragePath path,
      String written,
      String place,
      BiPredicate<String, String> others)
      throws IOException {
    try {
      return new FileDiscovery(storage, Origins.of(place), others).proposal(path, written);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Proposal proposal(StoragePath path, String written) throws IOException {
    List<FoundFile> all =
        storage.list(path).stream()
            .sorted(Comparator.comparing(Storage.Found::name))
            .map(FoundFile::of)
            .toList();
    List<FileGroup> groups = new ArrayList<>();
    for (FoundFile file : all) {
      try {
        FileShape shape = shape(file);
        if (groups.stream().noneMatch(group -> group.take(file, shape))) {
          groups.add(new FileGroup(file, shape));
        }
      } catch (NoDataException e) {
        leftOut(file, e.getMessage() + ".");
      } catch (OutsideException | IOException | UncheckedIOException e) {
        whole = false;
        leftOut(file, "cannot be read. " + e.getMessage());
      }
    }
    String root = written.replaceFirst("(?<=.)/+$", "");
    boolean single = all.size() == 1 && root.endsWith("/" + all.get(0).name());
    for (FileGroup group : groups) {
      FileSelection selection =
          single ? new FileSelection(root, Optional.empty()) : FileSelection.of(root, group, all);
      GroupTable table = GroupTable.read(group, this::open);
      String name = names.of(root, group, groups);
      found.add(table.propose(name, selection, origin, files));
      notes.addAll(table.notes());
    }
    return new Proposal(origin, files, found, notes, whole);
  }

  private void leftOut(FoundFile file, String why) {
    notes.add("'" + file.file().name() + "' is left out, because it " + why);
  }

  private FileShape shape(FoundFile file) throws IOException, NoDataException {
    if (file.file().size() == 0) {
      // Of what it was before, if anything, it says nothing.
      whole = false;
      throw new NoDataException("is empty");
    }
    try (InputStream stored = storage.open(file.file().path())) {
      byte[] begin = stored.readNBytes(PARQUET.length);
      if (Arrays.equals(begin, PARQUET)) {
        return parquet(file);
      }
      if (begin.length > 1 && begin[0] == 'P' && begin[1] == 'K') {
        throw new NoDataException(
            "is a ZIP archive. Give it a source with 'unpack: zip', and discover what is in it");
      }
    }
    Supplier<InputStream> whole = () -> open(file);
    try (InputStream text = RecordReaders.unpacked(whole.get(), file.name())) {
      Sample sample = Sample.of(text);
      if (JsonGuess.fits(file.name(), sample.text())) {
        return JsonGuess.of(sample, () -> RecordReaders.unpacked(whole.get(), file.name()));
      }
      if (file.name().matches("(?i).*\\.(sql|py|sh|md|html?|xml|ya?ml|toml|ini|cfg|log|java)")) {
        throw new NoDataException("is no file of data by its name");
      }
      return CsvGuess.of(sample);
    }
  }

  private FileShape parquet(FoundFile file) throws IOException, NoDataException {
    ParquetFooter footer =
        ParquetFooter.of(storage.status(file.file().path()), storage.settings().value());
    if (!footer.problem().isEmpty()) {
      whole = false;
      throw new NoDataException("cannot be read: " + footer.problem());
    }
    return new FileShape(new FormatSpec.Parquet(), Map.of(), List.of(footer.schema().fieldNames()));
  }

  private InputStream open(FoundFile file) {
    try {
      return storage.open(file.file().path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
