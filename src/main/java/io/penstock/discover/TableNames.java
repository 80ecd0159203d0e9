package io.penstock.discover;

import io.penstock.format.bind.ColumnNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What tables are called that are made of files. */
final class TableNames {
  private final Set<String> names = new LinkedHashSet<>();
  private final Predicate<String> others;

  /**
   * @param others whether a path in the pipeline folder is somebody else's
   */
  TableNames(Predicate<String> others) {
    this.others = others;
  }

  /** That of the folder, unless several tables are in it; no two have one name. */
  String of(String root, FileGroup group, List<FileGroup> groups) {
    FoundFile first = group.first();
    long inFolder =
        groups.stream().filter(other -> other.first().folder().equals(first.folder())).count();
    String folder =
        first.folders().isEmpty()
            ? root.replaceFirst("^.*/", "")
            : first.folders().get(first.folders().size() - 1);
    List<String> wishes = new ArrayList<>();
    if (inFolder == 1 && !folder.isEmpty() && !folder.equals(first.name())) {
      wishes.add(folder);
    }
    wishes.add(first.stem());
    wishes.add(first.plainName());
    wishes.add(first.folder() + "_" + first.plainName());
    for (String wish : wishes) {
      String name = tableName(wish);
      if (!name.isEmpty() && isFree(name)) {
        return name;
      }
    }
    for (int i = 2; ; i++) {
      if (isFree("table_" + i)) {
        return "table_" + i;
      }
    }
  }

  private boolean isFree(String name) {
    return !others.test("sources/" + name + ".yml")
        && !others.test("silver/" + name + ".sql")
        && names.add(name);
  }

  private static String tableName(String wish) {
    String name = SilverStub.name(ColumnNames.snakeCase(wish)).orElse("");
    return name.equals("part") ? "" : name;
  }
}
