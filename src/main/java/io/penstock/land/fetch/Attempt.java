package io.penstock.land.fetch;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** One attempt at a download: asks, understands the answer, and hands over to what stores it. */
final class Attempt {
  private final DownloadRequest request;
  private final Redirects redirects;
  private final Storing storing;
  private final Partial partial;
  private final RetryAfter retryAfter;

  Attempt(
      DownloadRequest request,
      Redirects redirects,
      Partial partial,
      RetryAfter retryAfter,
      DownloadProgress progress) {
    this.request = request;
    this.redirects = redirects;
    this.partial = partial;
    this.retryAfter = retryAfter;
    this.storing = new Storing(request, partial, progress);
  }

  Download run() throws TryAgain, InterruptedException {
    Optional<Partial.Kept> kept = kept();
    Answer answer = ask(kept);
    boolean body = false;
    try {
      Optional<Download> got = understood(answer, kept);
      body = got.isPresent();
      return got.orElseThrow(() -> FetchErrors.refused(request, answer.status()));
    } finally {
      if (!body) {
        answer.body().cancel();
      }
    }
  }

  private Optional<Download> understood(Answer answer, Optional<Partial.Kept> kept)
      throws TryAgain, InterruptedException {
    int status = answer.status();
    if (status == 200 || status == 203) {
      return Optional.of(storing.fromTheBeginning(answer));
    }
    if (status == 206 && kept.isPresent()) {
      return Optional.of(storing.theRest(answer, kept.get()));
    }
    if (status == 304 && !request.seen().isEmpty()) {
      drop();
      answer.body().cancel();
      return Optional.of(new Download.NotModified());
    }
    if (status == 416 && kept.isPresent()) {
      drop();
      throw TryAgain.startOver("the server does not have the bytes that are missing");
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw TryAgain.asked(
          "the server answered with status " + status,
          answer.headers().firstValue("Retry-After").flatMap(retryAfter::parse));
    }
    return Optional.empty();
  }

  private Answer ask(Optional<Partial.Kept> kept) throws TryAgain, InterruptedException {
    try {
      return redirects.ask(headers(kept));
    } catch (SSLHandshakeException e) {
      throw FetchErrors.certificate(request, e);
    } catch (IOException e) {
      throw TryAgain.failed(BrokenConnection.beforeTheAnswer(request, e), e);
    }
  }

  private Map<String, String> headers(Optional<Partial.Kept> kept) {
    Map<String, String> headers = new LinkedHashMap<>(request.seen().headers());
    kept.ifPresent(
        k -> {
          headers.put("Range", "bytes=" + k.bytes() + "-");
          headers.put("If-Range", k.validator());
        });
    return Collections.unmodifiableMap(headers);
  }

  private Optional<Partial.Kept> kept() {
    try {
      return partial.kept();
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }

  private void drop() {
    try {
      partial.drop();
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }
}
