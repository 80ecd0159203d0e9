package io.penstock.bronze;

import io.penstock.format.FilePart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts together what was found in the slices of one file. Where a record begins in the middle of a
 * file is at first only supposed: a line may be the inside of a text. So a slice counts once the
 * one before it, which counts, has ended exactly where this one began; else it is read again from
 * there. By induction every record is then what reading from the beginning would have made of it.
 */
final class FileSurvey {
  private final ArrayList<Slice> supposed;
  private final ArrayList<Slice> slices;
  private final ArrayList<SliceSurvey> found;

  FileSurvey(List<Slice> slices) {
    this.supposed = new ArrayList<>(slices);
    this.slices = new ArrayList<>(slices);
    this.found = new ArrayList<>();
    slices.forEach(slice -> found.add(null));
  }

  /** The numbers of slices that are to be read, again or for the first time; empty when done. */
  List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      if (found.get(i) == null) {
        open.add(i);
      }
    }
    return open;
  }

  Slice slice(int number) {
    return slices.get(number);
  }

  void found(int number, SliceSurvey survey) {
    found.set(number, survey);
  }

  /** Looks at what all slices have given; some may be {@link #open} again afterwards. */
  void settle() {
    // Whether all slices up to this one were read from where they begin.
    boolean certain = true;
    for (int i = 0; i < slices.size(); i++) {
      SliceSurvey survey = found.get(i);
      boolean complete = survey != null && !survey.damaged() && survey.tally().broken() == 0;
      if (complete && i + 1 < slices.size()) {
        follow(i + 1, survey);
      } else if (!complete && certain && survey != null && survey.damaged()) {
        doubt();
        return;
      } else if (!complete && certain && survey != null) {
        // Where the next record begins, only reading up to there could tell.
        slices.subList(i + 1, slices.size()).clear();
        found.subList(i + 1, found.size()).clear();
      }
      certain &= complete;
    }
  }

  /** Makes sure that a slice is read from where the one before it has ended. */
  private void follow(int number, SliceSurvey before) {
    Slice slice = slices.get(number);
    SliceSurvey survey = found.get(number);
    boolean same =
        survey != null
            && survey.start() == before.end()
            && slice.part().afterTable() == before.secondTable();
    if (!same) {
      FilePart part = slice.part().startingAt(before.end(), 0).afterTable(before.secondTable());
      slices.set(number, slice.with(part));
      found.set(
          number,
          before.end() >= part.to()
              ? SliceSurvey.ofNothing(before.end(), before.secondTable())
              : null);
    }
  }

  private void doubt() {
    for (int i = 0; i < supposed.size(); i++) {
      slices.set(i, supposed.get(i).with(supposed.get(i).part().doubted()));
      found.set(i, null);
    }
  }

  Tally tally() {
    Tally all = new Tally();
    long line = 0;
    for (SliceSurvey survey : found) {
      all.add(survey.tally().shifted(line));
      line += survey.lines();
    }
    return all;
  }

  /** The columns that the records of the file name. */
  List<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    found.forEach(survey -> keys.addAll(survey.keys()));
    return List.copyOf(keys);
  }

  /** The slices that have records, each from where its first one begins. */
  List<Slice> slices() {
    return select(tally -> tally.records() > 0);
  }

  /** Those of them that have records for the quarantine. */
  List<Slice> bad() {
    return select(tally -> tally.bad() > 0);
  }

  private List<Slice> select(Predicate<Tally> which) {
    List<Slice> selected = new ArrayList<>();
    long line = 0;
    for (int i = 0; i < slices.size(); i++) {
      SliceSurvey survey = found.get(i);
      Slice slice = slices.get(i);
      if (which.test(survey.tally())) {
        FilePart part = slice.part();
        Slice placed = part.isFirst() ? slice : slice.with(part.startingAt(survey.start(), line));
        selected.add(placed.with(SliceFound.of(survey.tally())));
      }
      line += survey.lines();
    }
    return selected;
  }
}
