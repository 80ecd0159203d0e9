package io.penstock.discover;

import io.penstock.lake.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file and where it stands below what was looked at.
 *
 * @param folders between the two, without the last ones if they are {@code column=value}
 * @param partitions the columns of the latter
 * @param name of the file itself
 */
record FoundFile(Storage.Found file, List<String> folders, List<String> partitions, String name) {
  private static final Pattern PARTITION = Pattern.compile("[^=/]+=.*");
  private static final Pattern PACKED = Pattern.compile("(?i)\\.(gz|bz2)$");
  private static final Pattern NUMBERED =
      Pattern.compile("[-_. ]*(part)?[-_. ]*\\d[-_.\\dTtZz]*(-c\\d+)?$|[-_. ]+part$");

  static FoundFile of(Storage.Found file) {
    List<String> names = Arrays.asList(file.name().split("/"));
    int last = names.size() - 1;
    int end = last;
    while (end > 0 && PARTITION.matcher(names.get(end - 1)).matches()) {
      end--;
    }
    List<String> partitions =
        names.subList(end, last).stream().map(name -> name.replaceFirst("=.*", "")).toList();
    return new FoundFile(file, names.subList(0, end), partitions, names.get(last));
  }

  String folder() {
    return String.join("/", folders);
  }

  /** The name without its endings. */
  String plainName() {
    String name = PACKED.matcher(name()).replaceFirst("");
    return name.replaceFirst("(?<=.)\\.[A-Za-z][A-Za-z0-9]{0,9}$", "");
  }

  /** The same without a number or a date at its end, which files of one table may have. */
  String stem() {
    String name = plainName();
    String stem = name.replaceFirst("(?<=.)\\.(?=part[-_]?\\d).*$", "");
    return NUMBERED.matcher(stem).replaceFirst("");
  }
}
