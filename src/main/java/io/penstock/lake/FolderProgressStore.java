package io.penstock.lake;

import io.penstock.spec.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps progress in the folder of the table itself, under a name that Delta and its VACUUM pass
 * over, so that it goes where the table goes. Each is a file of its own, named by the version up to
 * which it knows: one that an ended run left half written is passed over for the one before.
 */
final class FolderProgressStore implements ProgressStore {
  private static final String FOLDER = "_penstock";

  private final Storage storage;
  private final LakeLocation location;

  FolderProgressStore(Storage storage, LakeLocation location) {
    this.storage = storage;
    this.location = location;
  }

  @Override
  public Optional<KeptProgress> of(TableName table) throws IOException {
    for (Storage.Found file : newestFirst(table)) {
      Optional<KeptProgress> kept = KeptProgress.parse(text(file));
      if (kept.isPresent()) {
        return kept;
      }
    }
    return Optional.empty();
  }

  @Override
  public void keep(TableName table, KeptProgress progress) throws IOException {
    String name = String.format(Locale.ROOT, "progress-%020d.json", progress.seen());
    StoragePath file = folder(table).resolve(name);
    NewFile writing = storage.create(file);
    try {
      writing.stream().write(progress.toJson().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      writing.discard();
      throw e;
    }
    writing.keep();
    for (Storage.Found older : newestFirst(table)) {
      if (older.name().compareTo(name) < 0) {
        storage.delete(older.path());
      }
    }
  }

  private List<Storage.Found> newestFirst(TableName table) throws IOException {
    try {
      return storage.list(folder(table)).stream()
          .filter(file -> file.name().startsWith("progress-"))
          .sorted(Comparator.comparing(Storage.Found::name).reversed())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private String text(Storage.Found file) throws IOException {
    try (var in = storage.open(file.path())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      // A newer one has just taken its place.
      return "";
    }
  }

  private StoragePath folder(TableName table) {
    return storage.path(location.path(table)).resolve(FOLDER);
  }
}
