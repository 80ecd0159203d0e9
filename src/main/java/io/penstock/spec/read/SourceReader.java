package io.penstock.spec.read;

import io.penstock.spec.BadRecords;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.Redaction;
import io.penstock.spec.SecretText;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.Unpack;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code sources/*.yml}. */
final class SourceReader {
  private static final long MOST_UNPACKED = 1L << 40;
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;

  private final String name;
  private final Problems problems;
  private final Secrets secrets;

  SourceReader(String name, Secrets secrets, Problems problems) {
    this.name = name;
    this.secrets = secrets;
    this.problems = problems;
  }

  /** The sources that a file describes: one, or one for each table of a database. */
  List<SourceSpec> read(Yaml.Mapping tree) {
    boolean database =
        new Fields(tree, "", new Problems())
            .fields("source")
            .flatMap(source -> source.text("type"))
            .filter(DatabaseReader.TYPE::equals)
            .isPresent();
    return database ? new DatabaseReader(name, problems).read(tree) : files(tree).stream().toList();
  }

  private Optional<SourceSpec> files(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    String description = file.text("description", "");
    Optional<SourceLocation> location = location(file);
    Optional<FormatSpec> format = new FormatReader(problems).read(file);
    SourceSpec.Contract contract = contract(file);
    var overwritten = file.choice("on_overwritten_file", SourceSpec.OnOverwrittenFile.REINGEST);
    var badFile = file.choice("on_bad_file", SourceSpec.OnBadFile.FAIL);
    file.end();
    if (location.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SourceSpec(
            name,
            description,
            location.get(),
            format.get(),
            contract,
            overwritten,
            badFile,
            tree.origin()));
  }

  private Optional<SourceLocation> location(Fields file) {
    Optional<Fields> source = file.requiredFields("source", "It says where the data lies.");
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = source.get();
    Optional<String> type = fields.required("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Function<Fields, Optional<SourceLocation>>> types = new LinkedHashMap<>();
    types.put("http", this::http);
    types.put("files", this::files);
    types.put(DatabaseReader.TYPE, none -> Optional.empty());
    if (!types.containsKey(type.get())) {
      fields.problem(
          "type",
          "'source.type' cannot be '"
              + type.get()
              + "'. Valid are: "
              + String.join(", ", types.keySet())
              + ".");
      return Optional.empty();
    }
    return types.get(type.get()).apply(fields);
  }

  private Optional<SourceLocation> http(Fields fields) {
    Optional<String> url = fields.required("url");
    Map<String, SecretText> headers = new LinkedHashMap<>();
    Map<String, String> written = fields.textMap("headers");
    written.forEach((key, value) -> headers.put(key, new SecretText(value)));
    fields.fields("headers").ifPresent(each -> secrets.checkNamed(each, written));
    url.ifPresent(text -> secrets.checkUrl(fields, "url", text));
    Optional<String> sha256 = fields.text("sha256").map(text -> text.toLowerCase(Locale.ROOT));
    sha256
        .filter(text -> !text.matches("[0-9a-f]{64}"))
        .ifPresent(
            text ->
                fields.problem(
                    "sha256",
                    "'source.sha256' must be 64 hexadecimal digits. Found: '" + text + "'."));
    Unpack unpack = fields.choice("unpack", Unpack.NONE);
    Duration timeout = Quantities.duration(fields, "timeout", SILENCE);
    int attempts = (int) fields.integer("attempts", 1, 100).orElse(ATTEMPTS);
    long most = Quantities.size(fields, "max_unpacked", MOST_UNPACKED);
    url.filter(text -> !new SecretText(text).isReference() && !text.matches("(?i)https?://.+"))
        .ifPresent(
            text ->
                fields.problem(
                    "url",
                    "'source.url' must begin with http:// or https://. Found: '"
                        + beginning(text)
                        + "'."));
    fields.end();
    return url.map(
        text ->
            new SourceLocation.Http(
                new SecretText(text), headers, unpack, sha256, timeout, attempts, most));
  }

  // What follows may hold a password.
  private static String beginning(String url) {
    int end = url.indexOf("://");
    return end < 0 ? Redaction.url("://" + url).substring(3) : url.substring(0, end) + "://…";
  }

  private Optional<SourceLocation> files(Fields fields) {
    Optional<String> path = fields.required("path");
    Optional<String> include = fields.text("include");
    List<String> partitions = fields.texts("partition_columns");
    checkPartitions(fields, partitions);
    Unpack unpack = fields.choice("unpack", Unpack.NONE);
    long most = Quantities.size(fields, "max_unpacked", MOST_UNPACKED);
    Optional<String> archive = fields.text("archive");
    archive.ifPresent(to -> checkArchive(fields, to, path.orElse(""), unpack));
    fields.end();
    return path.map(
        text -> new SourceLocation.Files(text, include, partitions, unpack, most, archive));
  }

  private static void checkPartitions(Fields fields, List<String> columns) {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : columns) {
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        fields.problem(
            "partition_columns",
            "'source.partition_columns' names '" + column + "' twice. Keep it once.");
      }
    }
  }

  private static void checkArchive(Fields fields, String to, String path, Unpack unpack) {
    if (unpack == Unpack.NONE) {
      fields.problem(
          "archive",
          "'source.archive' moves files away when what is packed in them has landed, and with"
              + " 'unpack: none' they are read where they are. Leave it out, or unpack.");
    }
    String folder = path.endsWith("/") ? path : path + "/";
    if (to.isBlank() || (to + "/").startsWith(folder)) {
      fields.problem(
          "archive",
          "'source.archive' must be a folder outside of 'source.path', where its files would"
              + " arrive again. Found: '"
              + to
              + "'.");
    }
  }

  private SourceSpec.Contract contract(Fields file) {
    Fields schema = file.fieldsOrEmpty("schema");
    Optional<List<ColumnSpec>> columns =
        schema.has("columns")
            ? schema
                .requiredFields("columns", "Leave 'schema' out to infer the columns.")
                .map(this::columns)
            : Optional.empty();
    Fields failAbove = schema.fieldsOrEmpty("fail_above");
    BadRecords limits =
        new BadRecords(
            Quantities.limit(failAbove, "malformed"), Quantities.limit(failAbove, "rescued"));
    failAbove.end();
    var contract =
        new SourceSpec.Contract(
            columns,
            schema.choice("on_new_column", SourceSpec.OnNewColumn.ADD),
            schema.choice("on_missing_column", SourceSpec.OnMissingColumn.FAIL),
            schema.choice("on_bad_value", SourceSpec.OnBadValue.RESCUE),
            limits);
    schema.end();
    return contract;
  }

  private List<ColumnSpec> columns(Fields fields) {
    List<ColumnSpec> columns = new ArrayList<>();
    if (fields.names().size() > ColumnSpec.MOST) {
      problems.add(
          fields.origin(),
          "'schema.columns' has more columns than a table may have. Found: "
              + fields.names().size()
              + ", of at most "
              + ColumnSpec.MOST
              + ". Put values of a kind into rows, or into one column as JSON.");
      return columns;
    }
    Set<String> seen = new LinkedHashSet<>();
    if (fields.names().isEmpty()) {
      problems.add(
          fields.origin(), "'schema.columns' is empty. Leave 'schema' out to infer the columns.");
    }
    for (String column : fields.names()) {
      NameRules.checkColumn(column, fields.origin(column), problems);
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        fields.problem(
            column,
            "the column '" + column + "' is declared twice; case does not count. Rename one.");
      }
      fields
          .requiredFields(column, "Say its type, such as {type: string}.")
          .flatMap(each -> column(column, each))
          .ifPresent(columns::add);
    }
    return columns;
  }

  private static Optional<ColumnSpec> column(String name, Fields fields) {
    Optional<String> type = fields.required("type");
    Optional<String> from = fields.text("from");
    Optional<String> pattern = fields.text("pattern");
    fields.text("description");
    fields.end();
    return type.map(text -> new ColumnSpec(name, text, from, pattern));
  }
}
