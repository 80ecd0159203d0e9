package io.penstock.spec.read;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.Limit;
import io.penstock.spec.Problems;
import io.penstock.spec.SampleSpec;
import io.penstock.spec.SecretText;
import io.penstock.spec.StagingSpec;
import io.penstock.spec.StorageSpec;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code environments/<name>.yml}, apart from its overlays. */
final class EnvironmentReader {
  /** The parts that overlay files of the folder; they are read with those files. */
  static final List<String> OVERLAYS = List.of("sources", "silver", "gold", "publish");

  private static final long MOST_ROWS = 1_000_000_000_000L;

  private final String name;
  private final Path folder;
  private final Problems problems;
  private final Secrets secrets;

  /**
   * @param folder that of the pipeline, from which files are named
   */
  EnvironmentReader(String name, Path folder, Problems problems) {
    this.name = name;
    this.folder = folder;
    this.problems = problems;
    this.secrets = Secrets.of(name);
  }

  EnvironmentSpec read(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    file.text("description");
    Optional<String> lake = file.text("lake");
    Optional<String> catalog = file.text("catalog");
    Map<String, String> variables = file.textMap("variables");
    Map<String, ConnectionSpec> connections = new LinkedHashMap<>();
    file.fields("connections")
        .ifPresent(
            all ->
                all.names()
                    .forEach(
                        each -> connection(each, all).ifPresent(c -> connections.put(each, c))));
    Optional<StorageSpec> storage = file.fields("s3").map(this::storage);
    Map<String, String> spark = file.textMap("spark");
    file.fields("spark").ifPresent(fields -> secrets.checkSpark(fields, spark));
    Set<String> functions = new TreeSet<>();
    file.texts("allow_functions").forEach(each -> functions.add(each.toLowerCase(Locale.ROOT)));
    Optional<SampleSpec> sample = file.fields("sample").map(this::sample);
    OVERLAYS.forEach(kind -> file.fields(kind).ifPresent(all -> all.names().forEach(all::mapping)));
    file.end();
    if (!isLocal() && lake.isEmpty() && catalog.isEmpty()) {
      problems.add(
          tree.origin(),
          "the environment '"
              + name
              + "' says neither 'lake' nor 'catalog', so its tables have no"
              + " place. Give the lake's root, such as lake: s3a://bucket/path.");
    }
    return new EnvironmentSpec(
        name,
        lake,
        catalog,
        variables,
        connections,
        storage,
        spark,
        functions,
        sample,
        tree.origin());
  }

  private boolean isLocal() {
    return name.equals(EnvironmentSpec.LOCAL);
  }

  private Optional<ConnectionSpec> connection(String connection, Fields all) {
    NameRules.check(connection, "a connection", all.origin(connection), problems);
    return all.requiredFields(connection, "Say its url.")
        .flatMap(
            fields -> {
              Optional<String> url = fields.required("url");
              url.ifPresent(text -> secrets.checkUrl(fields, "url", text));
              Optional<SecretText> user = fields.text("user").map(SecretText::new);
              Optional<SecretText> password = secrets.secret(fields, "password");
              StagingSpec staging = staging(fields);
              Optional<Path> ca = fields.text("ca").map(folder::resolve);
              fields.end();
              return url.map(
                  text ->
                      new ConnectionSpec(
                          connection,
                          new SecretText(text),
                          user,
                          password,
                          staging,
                          ca,
                          fields.origin("url")));
            });
  }

  private StagingSpec staging(Fields fields) {
    Optional<String> schema = fields.text("schema");
    Optional<String> tempdir = fields.text("tempdir");
    tempdir
        .filter(text -> !text.matches("s3[an]?://[^/]+/.*"))
        .ifPresent(
            text ->
                fields.problem(
                    "tempdir",
                    "'tempdir' must be a prefix in S3, such as s3a://bucket/staging. Found: '"
                        + text
                        + "'."));
    Optional<String> role = fields.text("iam_role");
    Optional<SecretText> accessKey = fields.text("access_key").map(SecretText::new);
    Optional<SecretText> secretKey = secrets.secret(fields, "secret_key");
    if (accessKey.isPresent() != secretKey.isPresent()) {
      fields.problem(
          accessKey.isPresent() ? "access_key" : "secret_key",
          "'access_key' and 'secret_key' belong together. Give both, or an iam_role.");
    }
    StagingSpec.Loader loader = fields.choice("loader", StagingSpec.Loader.COPY);
    StagingSpec.Format format = fields.choice("staging_format", StagingSpec.Format.PARQUET);
    return new StagingSpec(
        schema,
        tempdir,
        role,
        accessKey,
        secretKey,
        loader,
        fields.has("staging_format") ? Optional.of(format) : Optional.empty());
  }

  private StorageSpec storage(Fields fields) {
    var storage =
        new StorageSpec(
            fields.text("endpoint"),
            fields.text("region"),
            fields.text("access_key").map(SecretText::new),
            secrets.secret(fields, "secret_key"),
            fields.origin());
    fields.end();
    return storage;
  }

  private SampleSpec sample(Fields fields) {
    if (!isLocal()) {
      problems.add(
          fields.origin(), "'sample' belongs to the environment 'local' only. Remove it here.");
    }
    var sample =
        new SampleSpec(
            fields.integer("rows", 1, MOST_ROWS).orElse(100_000),
            Quantities.limit(fields, "dirty").orElseGet(() -> Limit.parse("2%").orElseThrow()),
            fields.integer("seed", 0, 999_999_999_999_999_999L).orElse(7),
            fields.origin());
    fields.end();
    return sample;
  }
}
