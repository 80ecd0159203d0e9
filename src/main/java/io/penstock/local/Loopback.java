package io.penstock.local;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The one address that all local servers use, whatever the machine prefers to call itself. */
final class Loopback {
  private Loopback() {}

  static InetSocketAddress port(int port) {
    try {
      byte[] address = {127, 0, 0, 1};
      return new InetSocketAddress(java.net.InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
