package io.penstock.land.fetch;

import io.penstock.io.Backoff;
import io.penstock.io.Pause;
import io.penstock.spec.PenstockException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Downloads one file into a local work folder: what is transient is tried again after a while, and
 * a broken download goes on where it was cut, also after the process was killed. The work folder
 * must outlive the process for that; what is in it belongs to this class.
 */
public final class HttpDownload {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

  private final Backoff backoff;
  private final RetryAfter retryAfter;
  private final Pause pause;

  /** A client has threads and connections of its own, and one time-out for connecting. */
  private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

  public HttpDownload() {
    this(Backoff.of(FIRST_WAIT, LONGEST_WAIT), Clock.systemUTC(), Pause.SLEEP);
  }

  HttpDownload(Backoff backoff, Clock clock, Pause pause) {
    this.backoff = backoff;
    this.retryAfter = new RetryAfter(clock);
    this.pause = pause;
  }

  /**
   * The whole file, or the news that it did not change. The file stays until the same address is
   * downloaded again; it is the caller's to delete.
   *
   * @throws io.penstock.spec.OutsideException when the file cannot be had, in one sentence
   */
  public Download fetch(DownloadRequest request, Path workFolder, DownloadProgress progress) {
    try (Partial partial =
        Partial.in(workFolder, request.uri())
            .orElseThrow(() -> FetchErrors.inUse(request, workFolder))) {
      partial.dropWhole();
      return persist(request, partial, progress);
    } catch (IOException e) {
      throw FetchErrors.disk(request, workFolder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FetchErrors.interrupted(request, e);
    }
  }

  /** What a server says about the version that was seen. */
  public enum Version {
    SAME,
    OTHER,
    UNKNOWN
  }

  /**
   * Asks once, without the data, whether the server still has the version that was seen. Whatever
   * goes wrong is no answer: it is said when the file is fetched.
   */
  public Version ask(DownloadRequest request) {
    if (request.seen().isEmpty()) {
      return Version.UNKNOWN;
    }
    DownloadRequest brief =
        request.silence().compareTo(LONGEST_QUESTION) > 0
            ? request.withSilence(LONGEST_QUESTION)
            : request;
    HttpClient client = clients.computeIfAbsent(brief.silence(), HttpDownload::client);
    try {
      Answer answer = new Redirects(brief, client, "HEAD").ask(brief.seen().headers());
      answer.body().cancel();
      return answer.about(brief.seen());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Version.UNKNOWN;
    } catch (IOException | PenstockException e) {
      return Version.UNKNOWN;
    }
  }

  static HttpClient client(Duration silence) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(silence)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private Download persist(DownloadRequest request, Partial partial, DownloadProgress progress)
      throws IOException, InterruptedException {
    HttpClient client = clients.computeIfAbsent(request.silence(), HttpDownload::client);
    Attempt attempt =
        new Attempt(request, new Redirects(request, client), partial, retryAfter, progress);
    for (int failures = 0; ; ) {
      try {
        return attempt.run();
      } catch (TryAgain again) {
        if (again.kind() == TryAgain.Kind.START_OVER) {
          // The kept bytes are gone, so this cannot happen twice in a row.
          continue;
        }
        failures++;
        if (failures >= request.attempts()) {
          long kept = partial.kept().map(Partial.Kept::bytes).orElse(0L);
          throw FetchErrors.gaveUp(request, again, kept);
        }
        int soFar = failures;
        pause.last(again.serverAsksFor().orElseGet(() -> backoff.after(soFar)));
      }
    }
  }
}
