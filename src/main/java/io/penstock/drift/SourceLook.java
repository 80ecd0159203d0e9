package io.penstock.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found of one source, or of several.
 *
 * @param notes what was not looked at, and why: a sentence each
 */
record SourceLook(List<Drift> drifts, List<String> notes) {
  SourceLook {
    drifts = List.copyOf(drifts);
    notes = List.copyOf(notes);
  }

  static SourceLook of(List<Drift> drifts) {
    return new SourceLook(drifts, List.of());
  }

  static SourceLook nothing(String why) {
    return new SourceLook(List.of(), List.of(why));
  }

  SourceLook with(SourceLook other) {
    List<Drift> all = new ArrayList<>(drifts);
    all.addAll(other.drifts);
    List<String> both = new ArrayList<>(notes);
    both.addAll(other.notes);
    return new SourceLook(all, both);
  }
}
