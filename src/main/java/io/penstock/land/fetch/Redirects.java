package io.penstock.land.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for the file and follows redirects itself, because the client would carry the headers with
 * their secrets to whatever host it is sent to.
 */
final class Redirects {
  private static final int MOST = 10;
  private static final Set<Integer> STATUS = Set.of(301, 302, 303, 307, 308);

  private final DownloadRequest request;
  private final HttpClient client;
  private final String method;

  /** The client must not follow redirects by itself. */
  Redirects(DownloadRequest request, HttpClient client) {
    this(request, client, "GET");
  }

  /** The same with a method that has no body. */
  Redirects(DownloadRequest request, HttpClient client, String method) {
    this.request = request;
    this.client = client;
    this.method = method;
  }

  /** {@code ours} are the headers about ranges and versions: no secrets, so every host has them. */
  Answer ask(Map<String, String> ours) throws IOException, InterruptedException {
    URI at = request.uri();
    boolean trusted = true;
    for (int hop = 0; hop <= MOST; hop++) {
      Answer answer = send(at, trusted, ours);
      Optional<String> location = answer.headers().firstValue("Location");
      if (!STATUS.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      answer.body().cancel();
      URI next = next(at, location.get());
      // Once away from the host that the secrets are meant for, they stay away.
      trusted = trusted && sameServer(at, next);
      at = next;
    }
    throw FetchErrors.redirectedTooOften(request, MOST);
  }

  private Answer send(URI at, boolean trusted, Map<String, String> ours)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(withoutUser(at))
            .timeout(request.silence())
            .method(method, HttpRequest.BodyPublishers.noBody());
    builder.setHeader("User-Agent", "penstock");
    if (trusted) {
      Optional.ofNullable(request.uri().getUserInfo())
          .ifPresent(user -> builder.setHeader("Authorization", basic(user)));
      request.headers().forEach(builder::setHeader);
    }
    builder.setHeader("Accept-Encoding", "identity");
    ours.forEach(builder::setHeader);
    HttpResponse<TimedBody> response = client.send(builder.build(), info -> new TimedBody());
    return new Answer(at, response.statusCode(), response.headers(), response.body());
  }

  /** Where a redirect leads, if it may be followed. */
  URI next(URI at, String location) {
    URI next = resolve(at, location);
    if (!Set.of("http", "https").contains(scheme(next)) || next.getHost() == null) {
      throw FetchErrors.redirectedNowhere(request);
    }
    if (isTls(at) && !isTls(next)) {
      throw FetchErrors.redirectedToPlainHttp(request, next);
    }
    return next;
  }

  private URI resolve(URI at, String location) {
    try {
      String written = location.replace(" ", "%20");
      // To java.net.URI a query alone takes the place of the file's name, as RFC 2396 had it.
      return at.resolve(written.startsWith("?") ? at.getRawPath() + written : written);
    } catch (IllegalArgumentException e) {
      // Its message repeats the address with all its secrets, so it goes no further.
      throw FetchErrors.redirectedNowhere(request);
    }
  }

  private static boolean sameServer(URI one, URI other) {
    boolean upgrade = !isTls(one) && port(one) == 80 && isTls(other) && port(other) == 443;
    boolean same = scheme(one).equals(scheme(other)) && port(one) == port(other);
    return one.getHost().equalsIgnoreCase(other.getHost()) && (same || upgrade);
  }

  private static URI withoutUser(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static boolean isTls(URI uri) {
    return scheme(uri).equals("https");
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isTls(uri) ? 443 : 80;
  }
}
