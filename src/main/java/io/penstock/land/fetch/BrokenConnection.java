package io.penstock.land.fetch;

import io.penstock.spec.Redaction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Says in a clause what a failed connection means. */
final class BrokenConnection {
  private BrokenConnection() {}

  /** The server never answered. */
  static String beforeTheAnswer(DownloadRequest request, IOException e) {
    String host = request.uri().getHost();
    if (e instanceof HttpConnectTimeoutException) {
      return "no connection came about within " + FetchErrors.seconds(request.silence());
    }
    if (e instanceof HttpTimeoutException) {
      return "the server was silent for " + FetchErrors.seconds(request.silence());
    }
    if (e instanceof ConnectException && e.getCause() instanceof ConnectException c) {
      return c.getCause() instanceof UnresolvedAddressException
          ? "the host '" + host + "' is not known"
          : "the server does not accept connections";
    }
    if (e instanceof ConnectException) {
      return "the server does not accept connections";
    }
    return "the connection broke before the server answered" + detail(e);
  }

  /** The body stopped early. */
  static String inTheBody(DownloadRequest request, IOException e, long at, long total) {
    String sofar = FetchErrors.bytes(at) + (total < 0 ? "" : " of " + FetchErrors.bytes(total));
    if (e instanceof HttpTimeoutException) {
      return "the server was silent for "
          + FetchErrors.seconds(request.silence())
          + " after "
          + sofar;
    }
    return cutShort(at, total);
  }

  static String cutShort(long at, long total) {
    return "the server closed the connection after "
        + FetchErrors.bytes(at)
        + (total < 0 ? "" : " of " + FetchErrors.bytes(total));
  }

  private static String detail(IOException e) {
    return e.getMessage() == null ? "" : " (" + Redaction.text(e.getMessage()) + ")";
  }
}
