package io.penstock.publish.files;

import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Copies of the current files under a prefix that stays, for readers that know nothing of
 * manifests. New ones come before old ones go: such a reader may for a moment see both.
 */
record LatestFiles(ExportFolder folder) {

  void follow(Manifest manifest) throws IOException {
    StoragePath latest = folder.place().resolve(ExportFolder.LATEST);
    TreeMap<String, String> wanted = new TreeMap<>();
    for (ExportedFile file : manifest.files()) {
      wanted.put(name(file.path()), file.path());
    }
    Set<String> there = new HashSet<>();
    List<Storage.Found> found = folder.files(latest);
    found.forEach(file -> there.add(file.name()));
    for (var each : wanted.entrySet()) {
      if (!there.contains(each.getKey())) {
        folder
            .storage()
            .copy(folder.place().resolve(each.getValue()), latest.resolve(each.getKey()));
      }
    }
    for (Storage.Found file : found) {
      if (!wanted.containsKey(file.name())) {
        folder.storage().delete(file.path());
      }
    }
  }

  /** Its folders below that of the run stay; the run goes before the name of the file. */
  private static String name(String path) {
    String[] parts = path.split("/");
    String file = parts[1] + "-" + parts[parts.length - 1];
    StringBuilder name = new StringBuilder();
    for (int i = 2; i < parts.length - 1; i++) {
      name.append(parts[i]).append('/');
    }
    return name.append(file).toString();
  }
}
