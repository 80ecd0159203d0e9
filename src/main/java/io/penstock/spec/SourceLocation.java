package io.penstock.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a source's data lies: behind HTTP, or in files that are already in S3 or on disk. */
public sealed interface SourceLocation {

  /** What its kind is called under {@code source.type}. */
  String type();

  /** How files are unpacked on arrival. */
  Unpack unpack();

  /** What a message calls this place: never holds a secret. */
  String display();

  /** Everything in it that may be a secret reference. */
  List<SecretText> secrets();

  /** The address of the server that is asked for it. */
  Optional<SecretText> address();

  /** The places in storage where its files are; may be globs. */
  List<String> reads();

  /** The columns whose values are in the names of folders, such as {@code dt=2024-01-01}. */
  List<String> partitionColumns();

  /** The folders in storage to which files are moved for it. */
  List<String> writes();

  /**
   * Whether its files are copied into the lake when they land; else they are read where they are.
   */
  boolean isCopied();

  /** The table of a database that it is; empty for files. */
  default Optional<Database> database() {
    return Optional.empty();
  }

  /** Calls the one method that is meant for this kind of place. */
  <T> T accept(Kinds<T> kinds);

  /** Something for each kind of place. */
  interface Kinds<T> {
    T http(Http location);

    T files(Files location);

    T database(Database location);
  }

  /**
   * One document behind HTTP.
   *
   * @param url the address; may be a secret reference when it is signed
   * @param headers request headers; values may be secret references
   * @param sha256 the expected digest of the downloaded bytes in lower-case hex
   * @param timeout how long the server may be silent
   * @param attempts how often a request is tried in all
   * @param maxUnpackedBytes what an archive may unpack to at the most
   */
  record Http(
      SecretText url,
      Map<String, SecretText> headers,
      Unpack unpack,
      Optional<String> sha256,
      Duration timeout,
      int attempts,
      long maxUnpackedBytes)
      implements SourceLocation {
    public Http {
      headers = Map.copyOf(headers);
    }

    @Override
    public String type() {
      return "http";
    }

    @Override
    public String display() {
      return Redaction.url(url.written());
    }

    @Override
    public List<SecretText> secrets() {
      List<SecretText> secrets = new ArrayList<>(headers.values());
      secrets.add(0, url);
      return secrets;
    }

    @Override
    public Optional<SecretText> address() {
      return Optional.of(url);
    }

    @Override
    public List<String> reads() {
      return List.of();
    }

    @Override
    public List<String> writes() {
      return List.of();
    }

    @Override
    public List<String> partitionColumns() {
      return List.of();
    }

    @Override
    public boolean isCopied() {
      return true;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.http(this);
    }
  }

  /**
   * Files under a path ({@code s3://}, {@code s3a://}, {@code /Volumes}, {@code file:}, a path
   * beside the pipeline folder).
   *
   * @param path a file, a folder, or a glob
   * @param include a glob that the file name must match, such as {@code *.csv}
   * @param partitionColumns the columns whose values are in the names of folders
   * @param archive where packed files are moved when what is in them has landed; empty: they stay
   */
  record Files(
      String path,
      Optional<String> include,
      List<String> partitionColumns,
      Unpack unpack,
      long maxUnpackedBytes,
      Optional<String> archive)
      implements SourceLocation {
    public Files {
      partitionColumns = List.copyOf(partitionColumns);
    }

    @Override
    public String type() {
      return "files";
    }

    @Override
    public String display() {
      return path;
    }

    @Override
    public List<SecretText> secrets() {
      return List.of();
    }

    @Override
    public Optional<SecretText> address() {
      return Optional.empty();
    }

    @Override
    public List<String> reads() {
      return List.of(path);
    }

    @Override
    public List<String> writes() {
      return archive.stream().toList();
    }

    @Override
    public boolean isCopied() {
      return unpack != Unpack.NONE;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.files(this);
    }
  }

  /**
   * A table of a MySQL database.
   *
   * @param file the file below {@code sources/} that names it
   * @param connection of the environment file
   * @param connections how many connections read at the same time
   * @param together the steps that land the tables of that file: they read one snapshot
   */
  record Database(
      String file, String connection, int connections, DatabaseTable table, List<Together> together)
      implements SourceLocation {
    public Database {
      together = List.copyOf(together);
    }

    /**
     * What is read in the same snapshot.
     *
     * @param table empty for a query, of which it is not known what it reads
     * @param step which lands it
     */
    public record Together(Optional<String> table, String step) {}

    @Override
    public String type() {
      return "mysql";
    }

    @Override
    public Unpack unpack() {
      return Unpack.NONE;
    }

    @Override
    public String display() {
      return connection + "." + table.name();
    }

    @Override
    public List<SecretText> secrets() {
      return List.of();
    }

    @Override
    public Optional<SecretText> address() {
      return Optional.empty();
    }

    @Override
    public List<String> reads() {
      return List.of();
    }

    @Override
    public List<String> partitionColumns() {
      return List.of();
    }

    @Override
    public List<String> writes() {
      return List.of();
    }

    @Override
    public boolean isCopied() {
      return true;
    }

    @Override
    public Optional<Database> database() {
      return Optional.of(this);
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.database(this);
    }
  }
}
