package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Step;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether files can be opened where steps need them. A platform may give Spark's readers access to
 * a place and its own programs none, which would show when half of the work is done.
 */
final class StorageReach {
  private final Lake lake;
  private final ResolvedPipeline pipeline;

  StorageReach(Lake lake, ResolvedPipeline pipeline) {
    this.lake = lake;
    this.pipeline = pipeline;
  }

  /**
   * @throws SpecException with a line for each place that cannot be opened
   */
  void require(List<Step> steps) {
    Storage storage = lake.storage();
    Map<StoragePath, String> needed = new LinkedHashMap<>();
    for (Step step : steps) {
      step.accept(new OfSources()).ifPresent(source -> places(source, needed, storage));
    }
    StringBuilder problems = new StringBuilder();
    needed.forEach(
        (path, place) -> {
          if (path.isGoverned() || path.isMounted()) {
            problem(storage, path, place, problems);
          }
        });
    if (!problems.isEmpty()) {
      throw RunErrors.outOfReach(problems);
    }
  }

  private void places(SourceSpec source, Map<StoragePath, String> needed, Storage storage) {
    Path folder = pipeline.spec().folder();
    String place = "Source '" + source.name() + "' (" + source.at() + ")";
    for (String path : source.location().reads()) {
      needed.put(beforeGlob(StoragePath.of(path, folder, storage.platform())), place);
    }
    for (String path : source.location().writes()) {
      needed.put(StoragePath.of(path, folder, storage.platform()), place);
    }
    if (source.location().isCopied()) {
      EnvironmentSpec environment = pipeline.spec().environment();
      needed.put(
          storage.path(lake.location().root()),
          "Environment '" + environment.name() + "' (" + environment.at() + ")");
    }
  }

  /** The source whose files a step opens. */
  private record OfSources() implements Step.SomeKinds<Optional<SourceSpec>> {
    @Override
    public Optional<SourceSpec> other(Step step) {
      return Optional.empty();
    }

    @Override
    public Optional<SourceSpec> land(Step.Land step) {
      return Optional.of(step.source());
    }

    @Override
    public Optional<SourceSpec> bronze(Step.Bronze step) {
      return Optional.of(step.source());
    }
  }

  private static StoragePath beforeGlob(StoragePath path) {
    int glob = path.text().replaceAll("[*?{\\[].*", "").length();
    return glob == path.text().length()
        ? path
        : new StoragePath(
            path.text().substring(0, path.text().lastIndexOf('/', glob)), path.platform());
  }

  private static void problem(
      Storage storage, StoragePath path, String place, StringBuilder problems) {
    try {
      storage.status(path);
    } catch (FileNotFoundException e) {
      // Who needs it says so, or makes it.
    } catch (IOException | RuntimeException e) {
      problems
          .append(place)
          .append(": cannot open '")
          .append(path)
          .append("' because the cluster gives its programs no access to it, whatever Spark's own")
          .append(" readers have. Found: ")
          .append(SparkErrors.reason(e))
          .append(
              path.isMounted()
                  ? ". Grant READ VOLUME and WRITE VOLUME to the identity that the job runs as, and"
                      + " use a cluster in dedicated access mode."
                  : ". Make an external volume of it and say /Volumes/catalog/schema/volume/…"
                      + " instead.")
          .append('\n');
    }
  }
}
