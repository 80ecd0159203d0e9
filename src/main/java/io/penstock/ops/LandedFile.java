package io.penstock.ops;

import java.io.Serializable;

/**
 * A file that has arrived. Its path never changes its content.
 *
 * @param name what the source calls it; a later file of the same name takes its place
 * @param path where its bytes are
 * @param identity what tells it from another file of the same name: a digest, or size and time
 * @param batch the landing that brought it
 */
public record LandedFile(String name, String path, long size, String identity, long batch)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether its bytes lie where the source has them, so that somebody may change them. */
  public boolean inPlace() {
    return identity.contains("-");
  }
}
