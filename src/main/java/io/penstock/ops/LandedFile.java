package io.penstock.ops;

import io.penstock.lake.FileIdentity;
import java.io.Serializable;

/**
 * A file that has arrived. Its path never changes its content.
 *
 * @param name what the source calls it; a later file of the same name takes its place
 * @param path where its bytes are
 * @param identity what tells it from another file of the same name
 * @param batch the landing that brought it
 * @param archive what it was packed in
 */
public record LandedFile(
    String name, String path, long size, FileIdentity identity, long batch, Archive archive)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The archive of a file.
   *
   * @param name what the source calls it; empty for a file that was not packed, and for one that
   *     came before this was noted
   * @param identity what tells it from another one of the same name
   */
  public record Archive(String name, FileIdentity identity) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Archive NONE = new Archive("", FileIdentity.parse(""));
  }

  /** A file that was not packed. */
  public static LandedFile of(
      String name, String path, long size, FileIdentity identity, long batch) {
    return new LandedFile(name, path, size, identity, batch, Archive.NONE);
  }

  /** The same file under the name that it has as part of an archive. */
  public LandedFile of(Archive from, String newName) {
    return new LandedFile(newName, path, size, identity, batch, from);
  }

  /** Whether its bytes lie where the source has them, so that somebody may change them. */
  public boolean inPlace() {
    return identity.kind() == FileIdentity.Kind.PLACE;
  }
}
