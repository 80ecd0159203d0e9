package io.penstock.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a port on loopback says when it is spoken to. */
enum PortAnswer {
  SPEAKS,
  SILENT,
  REFUSES;

  private static final int TIMEOUT_MILLIS = 5_000;

  /** Version 3.0 of PostgreSQL's protocol. */
  private static final int PROTOCOL = 3 << 16;

  /** A MySQL server greets first; no name or password is needed for that. */
  static PortAnswer ofMySql(int port) {
    try (Socket socket = connect(port)) {
      byte[] greeting = socket.getInputStream().readNBytes(5);
      return greeting.length == 5 ? SPEAKS : REFUSES;
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return REFUSES;
    }
  }

  /** A stand-in for Redshift answers with one letter when it is asked for encryption. */
  static PortAnswer ofRedshift(int port) {
    return firstLetter(port, new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f}, "NS");
  }

  /**
   * A PostgreSQL lets its superuser in. While it is still starting it answers a question for
   * encryption already, and lets nobody in.
   */
  static PortAnswer ofPostgres(int port) {
    byte[] who = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer message = ByteBuffer.allocate(2 * Integer.BYTES + who.length);
    message.putInt(message.capacity()).putInt(PROTOCOL).put(who);
    return firstLetter(port, message.array(), "R");
  }

  private static PortAnswer firstLetter(int port, byte[] question, String letters) {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(question);
      int letter = socket.getInputStream().read();
      return letter > 0 && letters.indexOf(letter) >= 0 ? SPEAKS : REFUSES;
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return REFUSES;
    }
  }

  static PortAnswer ofHttp(int port) {
    try (Socket socket = connect(port)) {
      String request = "HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String start = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
      return start.equals("HTTP/") ? SPEAKS : REFUSES;
    } catch (SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return REFUSES;
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(Loopback.port(port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
