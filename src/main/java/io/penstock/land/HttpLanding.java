package io.penstock.land;

import io.penstock.io.unpack.Archive;
import io.penstock.land.fetch.Download;
import io.penstock.land.fetch.HttpDownload;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document behind HTTP. The validators of the last download go along with the request; what the
 * server says has not changed is not loaded, nor is what has the same digest.
 */
final class HttpLanding {
  private final LandStep step;
  private final HttpSource source;

  HttpLanding(LandStep step, HttpSource source) {
    this.step = step;
    this.source = source;
  }

  StepOutcome run() {
    if (source.isPinned()) {
      return StepOutcome.skipped("the file with this sha256 has been landed");
    }
    Download download =
        new HttpDownload()
            .fetch(
                source.request(),
                step.context().run().workFolder().resolve("downloads"),
                (done, total) -> step.context().progress().at(done, total, "bytes"));
    if (!(download instanceof Download.Fetched fetched)) {
      return StepOutcome.skipped("the server says that it has not changed");
    }
    FaultPoint.pass(step.context().step(), "after-download");
    try (ReceivedFile received =
        new ReceivedFile(step.landing().place(), fetched, source.location())) {
      return fetched.sha256().equals(step.landing().notes().get(HttpSource.SHA256))
          ? StepOutcome.skipped("the server's file is the one that was landed")
          : land(fetched, received.archive());
    } finally {
      delete(fetched);
    }
  }

  private StepOutcome land(Download.Fetched fetched, Archive archive) {
    Map<String, LandedFile> before = step.landing().landedBefore();
    String folder =
        step.context().lake().location().landingFolder(step.landing().source().name())
            + "/"
            + fetched.sha256().substring(0, 16);
    List<LandedFile> files =
        new Unpacker(step.landing().storage(), step.landing().place(), step.context().progress())
            .bring(
                archive, source.location().maxUnpackedBytes(), folder, step.context().nextBatch());
    FaultPoint.pass(step.context().step(), "after-unpack");
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(HttpSource.URL, source.address());
    notes.put(HttpSource.SHA256, fetched.sha256());
    fetched.etag().ifPresent(etag -> notes.put(HttpSource.ETAG, etag));
    fetched.lastModified().ifPresent(date -> notes.put(HttpSource.LAST_MODIFIED, date));
    return step.enter(
        Arrivals.of(step.landing().source(), files, before), source.location().display(), notes);
  }

  private void delete(Download.Fetched fetched) {
    try {
      Files.deleteIfExists(fetched.file());
    } catch (IOException e) {
      throw LandErrors.notRemoved(step.landing().place(), e);
    }
  }
}
