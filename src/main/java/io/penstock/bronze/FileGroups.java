package io.penstock.bronze;

import io.penstock.ops.LandedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deals files out to tasks so that each has about as many bytes; the same files, the same way. */
final class FileGroups {
  // Opening a file costs about as much as reading this many bytes.
  private static final long OPENING = 1L << 20;

  private FileGroups() {}

  static List<ArrayList<LandedFile>> of(List<LandedFile> files, int most) {
    int groups = Math.max(1, Math.min(files.size(), most));
    List<ArrayList<LandedFile>> dealt = new ArrayList<>();
    long[] load = new long[groups];
    for (int i = 0; i < groups; i++) {
      dealt.add(new ArrayList<>());
    }
    List<LandedFile> bySize = new ArrayList<>(files);
    bySize.sort(
        Comparator.comparingLong(LandedFile::size).reversed().thenComparing(LandedFile::path));
    for (LandedFile file : bySize) {
      int least = 0;
      for (int i = 1; i < groups; i++) {
        least = load[i] < load[least] ? i : least;
      }
      dealt.get(least).add(file);
      load[least] += file.size() + OPENING;
    }
    return dealt;
  }
}
