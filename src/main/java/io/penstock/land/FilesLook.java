package io.penstock.land;

import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.plan.SourceNews;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.Unpack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the files of a source and holds them against those that have landed. */
record FilesLook(LandingSource landing, SourceLocation.Files location) {
  static final String LISTING = "listing";

  SourceNews look() {
    return news(list());
  }

  List<Storage.Found> list() {
    return new LakeFiles(landing.storage(), landing.place())
        .list(location.path(), landing.pipelineFolder(), location.include());
  }

  /** Whether these are the files that were there when the source was landed last. */
  boolean isLanded(List<Storage.Found> found) {
    return location.archive().isEmpty()
        && landing.before().isPresent()
        && LakeFiles.digest(found).equals(landing.notes().get(LISTING));
  }

  static String landed(List<Storage.Found> found) {
    return "all " + found.size() + " files have been landed";
  }

  private SourceNews news(List<Storage.Found> found) {
    if (isLanded(found)) {
      return SourceNews.none(landed(found));
    }
    return location.unpack() == Unpack.NONE ? inPlace(found) : packed(found);
  }

  private SourceNews inPlace(List<Storage.Found> found) {
    Map<String, LandedFile> before = landing.landedBefore();
    Arrivals arrivals = Arrivals.of(landing.source(), offered(found, 0), before);
    long changed =
        arrivals.landing().stream().filter(file -> before.containsKey(file.name())).count();
    List<String> parts = new ArrayList<>();
    parts.add(many(arrivals.landing().size() - changed, "new file"));
    if (changed > 0) {
      parts.add(changed + " changed");
    }
    if (arrivals.gone() > 0) {
      parts.add(arrivals.gone() + " no longer there");
    }
    return SourceNews.some(String.join(", ", parts));
  }

  static List<LandedFile> offered(List<Storage.Found> found, long batch) {
    return found.stream()
        .map(f -> LandedFile.of(f.name(), f.path().text(), f.size(), f.identity(), batch))
        .toList();
  }

  private SourceNews packed(List<Storage.Found> found) {
    ArrivedArchives.Sorted sorted = ArrivedArchives.sort(found, landing.landedBefore());
    boolean toMove = location.archive().isPresent() && !sorted.known().isEmpty();
    boolean gone = location.archive().isEmpty() && sorted.gone() > 0;
    if (sorted.fresh().isEmpty() && !toMove && !gone && landing.before().isPresent()) {
      return SourceNews.none(found.isEmpty() ? "nothing has arrived" : landed(found));
    }
    List<String> parts = new ArrayList<>();
    parts.add(many(sorted.fresh().size(), "new packed file"));
    if (toMove) {
      parts.add(sorted.known().size() + " landed before to be moved away");
    }
    if (gone) {
      parts.add(sorted.gone() + " no longer there");
    }
    return SourceNews.some(String.join(", ", parts));
  }

  private static String many(long count, String thing) {
    return (count == 0 ? "no" : Long.toString(count)) + " " + thing + (count == 1 ? "" : "s");
  }
}
