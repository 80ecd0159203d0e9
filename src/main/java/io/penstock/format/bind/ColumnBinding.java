package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which column of one file feeds which declared column. Pure: what is missing, new or suspicious is
 * reported, and the caller's contract decides what follows.
 */
public final class ColumnBinding implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Declared> columns;
  private final int[] sources;
  private final ArrayList<String> fileNames;
  private final ArrayList<NewColumn> newColumns;
  private final ArrayList<String> problems;

  private ColumnBinding(
      List<ColumnSpec> columns,
      int[] sources,
      List<String> fileNames,
      List<NewColumn> newColumns,
      List<String> problems) {
    this.columns = new ArrayList<>(columns.stream().map(Declared::of).toList());
    this.sources = sources;
    this.fileNames = new ArrayList<>(fileNames);
    this.newColumns = new ArrayList<>(newColumns);
    this.problems = new ArrayList<>(problems);
  }

  /** By the names in a file's header. */
  public static ColumnBinding toHeader(
      List<ColumnSpec> declared, FormatSpec.Csv format, List<String> header) {
    return toNames(declared, header, HeaderSuspicion.of(declared, format, header, List.of()));
  }

  /** By the names that a file has for its columns beyond doubt. */
  public static ColumnBinding toNames(List<ColumnSpec> declared, List<String> names) {
    return toNames(declared, names, List.of());
  }

  private static ColumnBinding toNames(
      List<ColumnSpec> declared, List<String> written, List<String> suspicions) {
    List<String> header = ColumnNames.ofHeader(written);
    NameMatch match = NameMatch.of(declared, header);
    List<NewColumn> news = new ArrayList<>();
    List<String> taken = new ArrayList<>(declared.stream().map(ColumnSpec::name).toList());
    for (int i = 0; i < header.size(); i++) {
      if (!match.isClaimed(i)) {
        String name = ColumnNames.unused(header.get(i), i, taken);
        taken.add(name);
        news.add(new NewColumn(name, header.get(i), i));
      }
    }
    List<String> problems = new ArrayList<>(suspicions);
    problems.addAll(match.problems());
    return new ColumnBinding(declared, match.sources(), header, news, problems);
  }

  /**
   * By position, for files without a header, whose columns are called {@code column_1}, {@code
   * column_2} and so on. Declared columns come in their order, unless one says with {@code from}
   * where it comes from; then all are known by those names.
   *
   * @param names those of the file's columns, as many as its first record has
   */
  public static ColumnBinding byPosition(
      List<ColumnSpec> declared, FormatSpec.Csv format, List<String> names) {
    if (isNamedByPosition(declared)) {
      return toHeader(declared, format, names);
    }
    int[] sources = IntStream.range(0, declared.size()).toArray();
    List<String> taken = new ArrayList<>(declared.stream().map(ColumnSpec::name).toList());
    List<NewColumn> news = new ArrayList<>();
    for (int i = declared.size(); i < names.size(); i++) {
      String name = ColumnNames.unused(names.get(i), i, taken);
      taken.add(name);
      news.add(new NewColumn(name, names.get(i), i));
    }
    List<String> fileNames = new ArrayList<>(declared.stream().map(ColumnSpec::fileName).toList());
    news.forEach(column -> fileNames.add(column.fileName()));
    return new ColumnBinding(declared, sources, fileNames, news, List.of());
  }

  private static boolean isNamedByPosition(List<ColumnSpec> declared) {
    return declared.stream().anyMatch(column -> column.from().isPresent());
  }

  /** How many columns a file without a header has if the declared ones are all there are. */
  public static int expectedWidth(List<ColumnSpec> declared) {
    if (!isNamedByPosition(declared)) {
      return declared.size();
    }
    return declared.stream()
        .map(ColumnSpec::fileName)
        .mapToInt(ColumnNames::position)
        .max()
        .orElse(0);
  }

  /**
   * By the keys of each JSON object.
   *
   * @param newKeys undeclared keys that become extra columns, as a look at the files has found them
   */
  public static ColumnBinding byKey(List<ColumnSpec> declared, List<String> newKeys) {
    List<NewColumn> news = new ArrayList<>();
    List<String> taken = new ArrayList<>(declared.stream().map(ColumnSpec::name).toList());
    for (String key : newKeys) {
      String name = ColumnNames.unused(key, declared.size() + news.size(), taken);
      taken.add(name);
      news.add(new NewColumn(name, key, NameMatch.NONE));
    }
    List<String> names = declared.stream().map(ColumnSpec::fileName).toList();
    int[] sources = new int[declared.size()];
    return new ColumnBinding(declared, sources, names, news, List.of());
  }

  /** The declared columns, in the order of typed values. */
  public List<ColumnSpec> columns() {
    return columns.stream().map(Declared::spec).toList();
  }

  /** The file's undeclared columns, in the order of extra values. */
  public List<NewColumn> newColumns() {
    return List.copyOf(newColumns);
  }

  /** Declared columns that the file does not have, by name. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == NameMatch.NONE) {
        missing.add(columns.get(i).name());
      }
    }
    return missing;
  }

  /**
   * Reasons to refuse the whole file, each the end of "the file cannot be read, because …", with
   * the way out where one is known.
   */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** How many columns the file is to have. */
  public int width() {
    return fileNames.size();
  }

  /** The position in the file of a declared column; -1 when it is missing. */
  public int source(int column) {
    return sources[column];
  }

  /** What the file calls a declared column. */
  String fileName(int column) {
    int source = sources[column];
    return source >= 0 && source < fileNames.size()
        ? fileNames.get(source)
        : columns.get(column).spec().fileName();
  }

  /** A column's spec as it travels to tasks: an Optional does not. */
  private record Declared(String name, String type, String from, String pattern)
      implements Serializable {
    static Declared of(ColumnSpec spec) {
      return new Declared(
          spec.name(), spec.type(), spec.from().orElse(null), spec.pattern().orElse(null));
    }

    ColumnSpec spec() {
      return new ColumnSpec(name, type, Optional.ofNullable(from), Optional.ofNullable(pattern));
    }
  }
}
