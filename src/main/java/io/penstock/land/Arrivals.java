package io.penstock.land;

import io.penstock.ops.LandedFile;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnOverwrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sorts what a source offers into what is new, what is known, and what has changed under a known
 * name.
 *
 * @param offered how many files the source has
 * @param landing what is to be landed
 * @param known how many files have arrived before
 * @param ignored how many changed files the source's rule leaves out
 * @param gone how many known files the source does not have any more
 */
record Arrivals(long offered, List<LandedFile> landing, long known, long ignored, long gone) {

  /** The same, where a file that is not there any more is one that has been put away. */
  Arrivals withoutGone() {
    return new Arrivals(offered, landing, known, ignored, 0);
  }

  /**
   * @param offered all files that the source has now
   * @throws RefusedException if a file has changed and the rule says that it must not
   */
  static Arrivals of(SourceSpec source, List<LandedFile> offered, Map<String, LandedFile> before) {
    List<LandedFile> landing = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    long known = 0;
    long ignored = 0;
    for (LandedFile file : offered) {
      LandedFile earlier = before.get(file.name());
      if (earlier == null) {
        landing.add(file);
      } else if (earlier.identity().equals(file.identity())) {
        known++;
      } else {
        changed.add(file.name());
        if (source.onOverwrittenFile() == OnOverwrittenFile.REINGEST) {
          landing.add(file);
        } else if (source.onOverwrittenFile() == OnOverwrittenFile.IGNORE) {
          ignored++;
        }
      }
    }
    if (!changed.isEmpty() && source.onOverwrittenFile() == OnOverwrittenFile.FAIL) {
      throw LandErrors.filesHaveChanged(source, changed);
    }
    long gone = before.size() - known - changed.size();
    return new Arrivals(offered.size(), List.copyOf(landing), known, ignored, gone);
  }
}
