package io.penstock.lake;

import java.io.Serializable;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;

/**
 * What tells a file from another one of the same name.
 *
 * @param text as tables have it
 */
public record FileIdentity(Kind kind, String text) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String BETWEEN = "-";

  /** The kinds of identity. */
  public enum Kind {
    /** The digest of what is in it, wherever it lies. */
    CONTENT,
    /** Size and stamp of a file that lies where its source has it, where somebody may change it. */
    PLACE
  }

  /** Size with ETag, or with the time of its last change where there is no ETag. */
  public static FileIdentity of(FileStatus file) {
    String etag = file instanceof EtagSource source ? source.getEtag() : null;
    String stamp = etag == null || etag.isEmpty() ? "t" + file.getModificationTime() : "e" + etag;
    return new FileIdentity(Kind.PLACE, file.getLen() + BETWEEN + stamp);
  }

  /** That of a file that was copied, by the digest of its bytes in hex. */
  public static FileIdentity ofContent(String digest) {
    return new FileIdentity(Kind.CONTENT, digest);
  }

  /** Reads what a table has: a digest is one word, size and stamp are two. */
  public static FileIdentity parse(String text) {
    return new FileIdentity(text.contains(BETWEEN) ? Kind.PLACE : Kind.CONTENT, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
