package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.lake.Storage;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepOutcome;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.Unpack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files that are in S3 or on disk already. They stay where they are, unless they have to be
 * unpacked; bronze makes sure that a file is still the one that was listed.
 */
final class FilesLanding {
  private static final String LISTING = "listing";

  private final LandStep step;
  private final SourceLocation.Files location;
  private final ArrivedArchives archives;

  FilesLanding(LandStep step, SourceLocation.Files location) {
    this.step = step;
    this.location = location;
    this.archives = new ArrivedArchives(step, location);
  }

  StepOutcome run() {
    List<Storage.Found> found =
        new LakeFiles(step.storage(), step.place())
            .list(location.path(), step.context().pipelineFolder(), location.include());
    String listing = digest(found);
    boolean same =
        step.before().filter(own -> listing.equals(own.notes().get(LISTING))).isPresent();
    if (same && location.archive().isEmpty()) {
      return StepOutcome.skipped("all " + found.size() + " files have been landed");
    }
    return location.unpack() == Unpack.NONE ? inPlace(found, listing) : unpacked(found, listing);
  }

  private StepOutcome inPlace(List<Storage.Found> found, String listing) {
    long batch = step.context().nextBatch();
    Map<String, LandedFile> before = step.landedBefore();
    List<LandedFile> offered =
        found.stream()
            .map(f -> LandedFile.of(f.name(), f.path().text(), f.size(), f.identity(), batch))
            .toList();
    FaultPoint.pass(step.context().step(), "after-list");
    return step.enter(
        Arrivals.of(step.source(), offered, before), location.path(), Map.of(LISTING, listing));
  }

  private StepOutcome unpacked(List<Storage.Found> found, String listing) {
    Map<String, LandedFile> before = step.landedBefore();
    ArrivedArchives.Sorted sorted = ArrivedArchives.sort(found, before);
    // What a run that ended has landed and not yet moved.
    String left = archives.archive(sorted.known());
    boolean nothing =
        sorted.fresh().isEmpty() && (location.archive().isPresent() || sorted.gone() == 0);
    if (nothing && step.before().isPresent()) {
      return StepOutcome.skipped(
          (found.isEmpty()
                  ? "nothing has arrived"
                  : "all " + found.size() + " files have been landed")
              + left);
    }
    List<LandedFile> offered = new ArrayList<>(sorted.entries());
    offered.addAll(archives.unpack(sorted.fresh()));
    FaultPoint.pass(step.context().step(), "after-list");
    Arrivals arrivals = Arrivals.of(step.source(), offered, before);
    StepOutcome outcome =
        step.enter(
            location.archive().isPresent() ? arrivals.withoutGone() : arrivals,
            location.path(),
            Map.of(LISTING, listing));
    FaultPoint.pass(step.context().step(), "before-archive");
    String moved = archives.archive(archives.landed(sorted.fresh()));
    return outcome.withDetail(outcome.detail() + moved);
  }

  private static String digest(List<Storage.Found> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        file -> text.append(file.name()).append('\0').append(file.identity()).append('\0'));
    return Digests.sha256(text.toString());
  }
}
