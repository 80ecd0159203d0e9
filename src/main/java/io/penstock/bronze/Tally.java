package io.penstock.bronze;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was counted in records before any of them is loaded; tallies add up. */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Reasons that differ in each record tell no more than these. */
  private static final int MOST_REASONS = 200;

  private static final int MOST_TEXT = 10_000;

  private final LinkedHashMap<String, UsualReason> malformedFor = new LinkedHashMap<>();
  private final LinkedHashMap<String, UsualReason> rescuedFor = new LinkedHashMap<>();
  private long records;
  private long malformed;
  private long rescued;
  private long broken;
  private String brokenBecause;
  private long brokenAt;

  /** Good records, or such of which only values were rescued. */
  void addGood(long more) {
    records += more;
  }

  void addMalformed(UsualReason with) {
    records += with.count();
    malformed += with.count();
    add(malformedFor, with);
  }

  /** Says of records that were added that values of them were rescued. */
  void addRescued(UsualReason with) {
    rescued += with.count();
    add(rescuedFor, with);
  }

  /**
   * The rest of a file that cannot be read further counts as a record.
   *
   * @param line how many lines could be read
   */
  void addBroken(String because, long line) {
    records++;
    broken++;
    if (brokenBecause == null) {
      brokenBecause = because;
      brokenAt = line;
    }
  }

  void add(Tally other) {
    records += other.records;
    malformed += other.malformed;
    rescued += other.rescued;
    broken += other.broken;
    if (brokenBecause == null) {
      brokenBecause = other.brokenBecause;
      brokenAt = other.brokenAt;
    }
    other.malformedFor.values().forEach(usual -> add(malformedFor, usual));
    other.rescuedFor.values().forEach(usual -> add(rescuedFor, usual));
  }

  /** The same, of lines that begin so many lines further down. */
  Tally shifted(long lines) {
    Tally shifted = new Tally();
    shifted.add(this);
    for (Map<String, UsualReason> all :
        java.util.List.of(shifted.malformedFor, shifted.rescuedFor)) {
      all.replaceAll(
          (reason, usual) ->
              new UsualReason(
                  reason, usual.count(), usual.path(), usual.line() + lines, usual.raw()));
    }
    shifted.brokenAt += lines;
    return shifted;
  }

  private static void add(Map<String, UsualReason> all, UsualReason more) {
    String raw = more.raw();
    boolean isLong = raw != null && raw.length() > MOST_TEXT;
    UsualReason kept =
        isLong
            ? new UsualReason(
                more.reason(), more.count(), more.path(), more.line(), raw.substring(0, MOST_TEXT))
            : more;
    if (all.size() < MOST_REASONS || all.containsKey(more.reason())) {
      all.merge(more.reason(), kept, UsualReason::and);
    }
  }

  long records() {
    return records;
  }

  long malformed() {
    return malformed;
  }

  long rescued() {
    return rescued;
  }

  long broken() {
    return broken;
  }

  /** What is to be kept out of the table. */
  long bad() {
    return malformed + broken;
  }

  /** Why, and behind how many lines of its file. */
  String brokenBecause() {
    return brokenBecause + " " + brokenAt + " lines of it could be read.";
  }

  /** How many rows of the table there are. */
  long good() {
    return records - malformed - broken;
  }

  Optional<UsualReason> usualMalformed() {
    return malformedFor.values().stream().max(UsualReason.MOST);
  }

  Optional<UsualReason> usualRescued() {
    return rescuedFor.values().stream().max(UsualReason.MOST);
  }
}
