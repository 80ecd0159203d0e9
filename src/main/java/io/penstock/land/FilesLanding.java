package io.penstock.land;

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
  private final LandStep step;
  private final SourceLocation.Files location;
  private final ArrivedArchives archives;

  FilesLanding(LandStep step, SourceLocation.Files location) {
    this.step = step;
    this.location = location;
    this.archives = new ArrivedArchives(step, location);
  }

  StepOutcome run() {
    FilesLook look = new FilesLook(step.landing(), location);
    List<Storage.Found> found = look.list();
    if (look.isLanded(found)) {
      return StepOutcome.skipped(FilesLook.landed(found));
    }
    Map<String, String> notes = Map.of(FilesLook.LISTING, LakeFiles.digest(found));
    return location.unpack() == Unpack.NONE ? inPlace(found, notes) : unpacked(found, notes);
  }

  private StepOutcome inPlace(List<Storage.Found> found, Map<String, String> notes) {
    long batch = step.context().nextBatch();
    Map<String, LandedFile> before = step.landing().landedBefore();
    List<LandedFile> offered = FilesLook.offered(found, batch);
    FaultPoint.pass(step.context().step(), "after-list");
    return step.enter(
        Arrivals.of(step.landing().source(), offered, before), location.path(), notes);
  }

  private StepOutcome unpacked(List<Storage.Found> found, Map<String, String> notes) {
    Map<String, LandedFile> before = step.landing().landedBefore();
    ArrivedArchives.Sorted sorted = ArrivedArchives.sort(found, before);
    // What a run that ended has landed and not yet moved.
    String left = archives.archive(sorted.known());
    boolean nothing =
        sorted.fresh().isEmpty() && (location.archive().isPresent() || sorted.gone() == 0);
    if (nothing && step.landing().before().isPresent()) {
      return StepOutcome.skipped(
          (found.isEmpty() ? "nothing has arrived" : FilesLook.landed(found)) + left);
    }
    List<LandedFile> offered = new ArrayList<>(sorted.entries());
    offered.addAll(archives.unpack(sorted.fresh()));
    FaultPoint.pass(step.context().step(), "after-list");
    Arrivals arrivals = Arrivals.of(step.landing().source(), offered, before);
    StepOutcome outcome =
        step.enter(
            location.archive().isPresent() ? arrivals.withoutGone() : arrivals,
            location.path(),
            notes);
    FaultPoint.pass(step.context().step(), "before-archive");
    String moved = archives.archive(archives.landed(sorted.fresh()));
    return outcome.withDetail(outcome.detail() + archives.damaged() + moved);
  }
}
