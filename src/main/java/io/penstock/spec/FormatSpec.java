package io.penstock.spec;

import java.io.Serializable;

/** How the bytes of a source's files become records. */
public sealed interface FormatSpec extends Serializable {

  /** {@code csv}, {@code json} or {@code parquet}. */
  String type();

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
   * @param nullValue an unquoted field of this text is NULL; a quoted one is that text
   */
  record Csv(
      boolean header,
      int headerRows,
      int skipRows,
      String delimiter,
      String quote,
      String escape,
      String encoding,
      String nullValue)
      implements FormatSpec {
    private static final long serialVersionUID = 1L;

    /** RFC 4180 with a header: what a file is unless its spec says otherwise. */
    public static Csv standard() {
      return new Csv(true, 1, 0, ",", "\"", "\"", "UTF-8", "");
    }

    @Override
    public String type() {
      return "csv";
    }
  }

  /**
   * JSON.
   *
   * @param lines true: one object a line; false: a whole document, an object or an array of them
   */
  record Json(boolean lines, String encoding) implements FormatSpec {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "json";
    }
  }

  /** Parquet files; types come from the files. */
  record Parquet() implements FormatSpec {
    private static final long serialVersionUID = 1L;

    @Override
    public String type() {
      return "parquet";
    }
  }
}
