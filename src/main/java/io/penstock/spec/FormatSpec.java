package io.penstock.spec;

import java.io.Serializable;

/** How the bytes of a source's files become records. */
public sealed interface FormatSpec extends Serializable {

  /** {@code csv}, {@code json} or {@code parquet}. */
  String type();

  /** Whether each record names its columns itself, so that the file has no header to say them. */
  default boolean namesColumnsInRecords() {
    return false;
  }

  /** Whether nothing in a file names its columns, so that they are known by their position. */
  default boolean namesColumnsByPosition() {
    return false;
  }

  /** How texts write what is no text. */
  default TextStyle texts() {
    return TextStyle.withNull("");
  }

  /** Whether a record begins with a line and may be found from the middle of a file. */
  default boolean isInLines() {
    return false;
  }

  /** The name of the charset that texts are written in, unless their mark says another one. */
  default String encoding() {
    return "UTF-8";
  }

  /** Calls the one method that is meant for this kind of format. */
  <T> T accept(Kinds<T> kinds);

  /** Something for each kind of format. */
  interface Kinds<T> {
    T csv(Csv format);

    T json(Json format);

    T parquet(Parquet format);
  }

  /**
   * Delimited text.
   *
   * @param header whether the first record after the skipped lines names the columns
   * @param headerRows how many records the header takes; the first of them names the columns
   * @param skipRows physical lines before the header that are not data (a preamble)
   * @param delimiter what stands between fields; may be more than one character ({@code ", "})
   * @param quote the quote character; empty: nothing is quoted
   * @param escape what makes a quote inside a quoted field literal; the quote itself by default;
   *     empty: nothing does
   * @param encoding a charset's name; a byte-order mark wins over it
   * @param texts how it writes what is no text
   * @param rows which lines are records
   */
  record Csv(
      boolean header,
      int headerRows,
      int skipRows,
      String delimiter,
      String quote,
      String escape,
      String encoding,
      TextStyle texts,
      CsvRows rows)
      implements FormatSpec {
    private static final long serialVersionUID = 1L;

    /** One of which every line is a record, and in which nothing is written in an unusual way. */
    public Csv(
        boolean header,
        int headerRows,
        int skipRows,
        String delimiter,
        String quote,
        String escape,
        String encoding,
        String nullValue) {
      this(
          header,
          headerRows,
          skipRows,
          delimiter,
          quote,
          escape,
          encoding,
          TextStyle.withNull(nullValue),
          CsvRows.ALL);
    }

    /** RFC 4180 with a header: what a file is unless its spec says otherwise. */
    public static Csv standard() {
      return new Csv(true, 1, 0, ",", "\"", "\"", "UTF-8", "");
    }

    @Override
    public String type() {
      return "csv";
    }

    @Override
    public boolean namesColumnsByPosition() {
      return !header;
    }

    @Override
    public boolean isInLines() {
      return true;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.csv(this);
    }
  }

  /**
   * JSON.
   *
   * @param lines true: one object a line; false: a whole document, an object or an array of them
   * @param explode the path in each record to what its rows are, such as {@code filings.recent};
   *     empty: the record is the row
   */
  record Json(boolean lines, String encoding, String explode) implements FormatSpec {
    private static final long serialVersionUID = 1L;

    /** One whose records are rows. */
    public Json(boolean lines, String encoding) {
      this(lines, encoding, "");
    }

    @Override
    public String type() {
      return "json";
    }

    @Override
    public boolean namesColumnsInRecords() {
      return true;
    }

    @Override
    public boolean isInLines() {
      return lines && explode.isEmpty();
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.json(this);
    }
  }

  /** Parquet files; types come from the files. */
  record Parquet() implements FormatSpec {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "parquet";
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.parquet(this);
    }
  }
}
