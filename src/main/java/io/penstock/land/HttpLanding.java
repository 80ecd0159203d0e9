package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.io.unpack.Archive;
import io.penstock.land.fetch.Download;
import io.penstock.land.fetch.DownloadRequest;
import io.penstock.land.fetch.HttpDownload;
import io.penstock.land.fetch.Validators;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.TableProgress;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document behind HTTP. The validators of the last download go along with the request; what the
 * server says has not changed is not loaded, nor is what has the same digest.
 */
final class HttpLanding {
  private static final String URL = "url";
  private static final String SHA256 = "sha256";
  private static final String ETAG = "etag";
  private static final String LAST_MODIFIED = "last_modified";

  private final LandStep step;
  private final SourceLocation.Http location;

  HttpLanding(LandStep step, SourceLocation.Http location) {
    this.step = step;
    this.location = location;
  }

  StepOutcome run() {
    Map<String, String> notes = step.before().map(TableProgress::notes).orElse(Map.of());
    String pinned = location.sha256().orElse("");
    if (!pinned.isEmpty() && pinned.equals(notes.get(SHA256))) {
      return StepOutcome.skipped("the file with this sha256 has been landed");
    }
    Download download =
        new HttpDownload()
            .fetch(
                request(notes),
                step.context().workFolder().resolve("downloads"),
                (done, total) -> step.context().progress().at(done, total, "bytes"));
    if (!(download instanceof Download.Fetched fetched)) {
      return StepOutcome.skipped("the server says that it has not changed");
    }
    FaultPoint.pass(step.context().step(), "after-download");
    try {
      return fetched.sha256().equals(notes.get(SHA256))
          ? StepOutcome.skipped("the server's file is the one that was landed")
          : land(fetched);
    } finally {
      delete(fetched);
    }
  }

  private StepOutcome land(Download.Fetched fetched) {
    Map<String, LandedFile> before = step.landedBefore();
    Archive archive =
        new Archive(step.place(), fetched.file(), fetched.fileName(), location.unpack());
    String folder =
        step.context().lake().location().landingFolder(step.source().name())
            + "/"
            + fetched.sha256().substring(0, 16);
    List<LandedFile> files =
        new Unpacker(step.storage(), step.place(), step.context().progress())
            .bring(archive, location.maxUnpackedBytes(), folder, step.context().nextBatch());
    FaultPoint.pass(step.context().step(), "after-unpack");
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(URL, address());
    notes.put(SHA256, fetched.sha256());
    fetched.etag().ifPresent(etag -> notes.put(ETAG, etag));
    fetched.lastModified().ifPresent(date -> notes.put(LAST_MODIFIED, date));
    return step.enter(Arrivals.of(step.source(), files, before), location.display(), notes);
  }

  // The validators of one address say nothing about another one.
  private DownloadRequest request(Map<String, String> notes) {
    SecretResolver secrets = step.context().secrets();
    Map<String, String> headers = new LinkedHashMap<>();
    location
        .headers()
        .forEach((name, value) -> headers.put(name, secrets.resolve(value, step.source().at())));
    DownloadRequest request =
        addressed(uri(secrets.resolve(location.url(), step.source().at())))
            .withHeaders(headers)
            .withSilence(location.timeout())
            .withAttempts(location.attempts());
    if (location.sha256().isPresent()) {
      request = request.withSha256(location.sha256().get());
    }
    if (address().equals(notes.get(URL))) {
      Validators seen =
          new Validators(
              Optional.ofNullable(notes.get(ETAG)), Optional.ofNullable(notes.get(LAST_MODIFIED)));
      request = request.withSeen(seen);
    }
    return request;
  }

  /** The address as it may be written into a table: signed ones hold secrets. */
  private String address() {
    String url = step.context().secrets().resolve(location.url(), step.source().at());
    return Digests.sha256(url);
  }

  private DownloadRequest addressed(URI uri) {
    return location.url().isReference()
        ? DownloadRequest.ofSecret(step.place(), uri)
        : DownloadRequest.of(step.place(), uri);
  }

  private URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Not as a cause: its message repeats the address, which may be a secret.
      throw new SpecException(
          step.place()
              + ": cannot download because 'source.url' is not an address. Found: "
              + location.display()
              + ". Encode spaces and special characters in it.");
    }
  }

  private void delete(Download.Fetched fetched) {
    try {
      Files.deleteIfExists(fetched.file());
    } catch (IOException e) {
      throw OutsideException.ofPermanent(
          step.place() + ": cannot remove the downloaded file because " + e.getMessage() + ".", e);
    }
  }
}
