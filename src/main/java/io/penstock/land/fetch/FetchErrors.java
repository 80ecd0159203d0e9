package io.penstock.land.fetch;

import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Redaction;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Every sentence that a failed download can end in. No header value ever gets in here. */
final class FetchErrors {
  private FetchErrors() {}

  static String shown(URI uri, boolean secret) {
    if (secret) {
      // The path of a signed or a private address is as secret as its query.
      return uri.getHost() == null
          ? "an address that is not shown"
          : uri.getScheme()
              + "://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + "/…";
    }
    String withoutFragment = uri.toString().replaceFirst("#.*", "");
    // A query may be nothing but a token, without any name.
    return Redaction.url(withoutFragment).replaceAll("(?<=[?&;])[^=&;]+(?=[&;]|$)", "…");
  }

  static PenstockException notAWebAddress(String place, URI uri, boolean secret) {
    return new SpecException(
        place
            + ": cannot download because the url is not an http or https address. Found: "
            + shown(uri, secret)
            + ". Write it as https://host/path.");
  }

  static PenstockException noTimeout(String place, Duration found) {
    return new SpecException(
        place
            + ": cannot download because the time-out is not longer than nothing. Found: "
            + seconds(found)
            + ". Give at least one second.");
  }

  static PenstockException noAttempt(String place, int found) {
    return new SpecException(
        place
            + ": cannot download because the number of attempts is below 1. Found: "
            + found
            + ". Give at least 1.");
  }

  static PenstockException notASha256(String place, String found) {
    return new SpecException(
        place
            + ": cannot check the download because sha256 is not 64 hex digits. Found: '"
            + found
            + "'. Copy it from the output of sha256sum.");
  }

  static PenstockException badHeaderName(String place) {
    return new SpecException(
        place
            + ": cannot send the headers because a header name is empty or holds a character that"
            + " HTTP does not allow there. Use letters, digits and '-'.");
  }

  static PenstockException badHeaderValue(String place, String name) {
    return new SpecException(
        place
            + ": cannot send the header '"
            + name
            + "' because its value holds a line break or another character that HTTP does not allow"
            + " (the value is not shown). Look for a line break at the end of the secret.");
  }

  static PenstockException headerIsOurs(String place, String name) {
    return new SpecException(
        place
            + ": cannot send the header '"
            + name
            + "' because Penstock sets it itself to resume and to check downloads. Remove it.");
  }

  static PenstockException inUse(DownloadRequest request, Path folder) {
    return transientError(
        request,
        "another download of the same address is under way in " + folder,
        "Wait for the other run to end, then run again",
        null);
  }

  static PenstockException redirectedToPlainHttp(DownloadRequest request, URI to) {
    return permanentError(
        request,
        "the server redirects from https to unprotected http, to "
            + shown(to, request.secretAddress()),
        "Write an https address that answers directly, or the http address if that is meant",
        null);
  }

  static PenstockException redirectedTooOften(DownloadRequest request, int most) {
    return permanentError(
        request,
        "the server redirects more than " + most + " times",
        "Open the address in a browser and write the one where it ends",
        null);
  }

  static PenstockException redirectedNowhere(DownloadRequest request) {
    return permanentError(
        request,
        "the server redirects to something that is not a web address",
        "Open the address in a browser and write the one where it ends",
        null);
  }

  static PenstockException refused(DownloadRequest request, int status) {
    return switch (status) {
      case 401, 403, 407 ->
          permanentError(
              request,
              "the server refuses access (status " + status + ")",
              "Check the credentials in the headers of the source, and whether they have expired",
              null);
      case 404, 410 ->
          permanentError(
              request,
              "the server has no such file (status " + status + ")",
              "Check the url of the source",
              null);
      default ->
          permanentError(
              request,
              "the server answered with status " + status + ", which is no file",
              "Open the address in a browser to see what it says",
              null);
    };
  }

  static PenstockException certificate(DownloadRequest request, IOException cause) {
    return permanentError(
        request,
        "no trusted https connection can be made ("
            + Redaction.text(String.valueOf(cause.getMessage()))
            + ")",
        "Check the address, or add the server's certificate to the trust store of the JDK",
        cause);
  }

  static PenstockException gaveUp(DownloadRequest request, TryAgain last, long kept) {
    String attempts = request.attempts() == 1 ? "1 attempt" : request.attempts() + " attempts";
    String rest = kept > 0 ? "; " + bytes(kept) + " are kept and the next run goes on there" : "";
    return transientError(
        request,
        last.getMessage() + " (" + attempts + rest + ")",
        "Check that the server is up and reachable from here, then run again",
        last.getCause());
  }

  static PenstockException interrupted(DownloadRequest request, InterruptedException cause) {
    return transientError(request, "the run was interrupted", "Run again: it goes on there", cause);
  }

  static PenstockException wrongSha256(DownloadRequest request, String found, long size) {
    return permanentError(
        request,
        "its sha256 is not the expected one. Expected: "
            + request.sha256().orElse("")
            + ". Found: "
            + found
            + " in "
            + bytes(size)
            + "; the file was removed",
        "If the file was meant to change, write the new sha256 into the source",
        null);
  }

  static PenstockException noRoom(DownloadRequest request, Path folder, long needed, long free) {
    return permanentError(
        request,
        "it needs " + bytes(needed) + " more and " + folder + " has " + bytes(free) + " free",
        "Free some space or choose another work folder, then run again",
        null);
  }

  static PenstockException disk(DownloadRequest request, Path file, IOException cause) {
    return permanentError(
        request,
        "the local file " + file + " cannot be written or read (" + reason(cause) + ")",
        "Free some space or choose another work folder, then run again",
        cause);
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0).replaceAll("\\.?0+$", "")
        + " s";
  }

  static String bytes(long count) {
    return String.format(Locale.ROOT, "%,d bytes", count);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private static PenstockException transientError(
      DownloadRequest request, String why, String wayOut, Throwable cause) {
    return OutsideException.ofTransient(sentence(request, why, wayOut), cause);
  }

  private static PenstockException permanentError(
      DownloadRequest request, String why, String wayOut, Throwable cause) {
    return OutsideException.ofPermanent(sentence(request, why, wayOut), cause);
  }

  private static String sentence(DownloadRequest request, String why, String wayOut) {
    return request.place()
        + ": cannot download "
        + shown(request.uri(), request.secretAddress())
        + " because "
        + why
        + ". "
        + wayOut
        + ".";
  }
}
