package io.penstock.plan;

import java.util.Set;

/**
 * What computes a step's rows, as a digest.
 *
 * @param digest what is written from now on
 * @param former what earlier versions of Penstock wrote for the same: rows that they computed are
 *     not computed again for that
 */
public record Definition(String digest, Set<String> former) {
  public Definition {
    former = Set.copyOf(former);
  }

  /** Whether what was written stands for the same. */
  public boolean matches(String written) {
    return digest.equals(written) || former.contains(written);
  }
}
