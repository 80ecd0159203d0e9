package io.penstock.land.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A web server that answers as it is told, one answer after the other, cut or silent if need be.
 */
public final class TestingWebServer implements AutoCloseable {
  record Asked(String method, String target, Map<String, String> headers) {
    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  public record Answering(
      int status, Map<String, String> headers, byte[] body, int send, long silence) {
    public static Answering with(int status, byte[] body) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Length", "" + body.length);
      return new Answering(status, headers, body, body.length, 0);
    }

    static Answering with(int status) {
      return with(status, new byte[0]);
    }

    /** The rest of the body from there on, as a server answers to a range. */
    static Answering rest(byte[] body, int from) {
      byte[] rest = Arrays.copyOfRange(body, from, body.length);
      String range = "bytes " + from + "-" + (body.length - 1) + "/" + body.length;
      return with(206, rest).header("Content-Range", range);
    }

    public Answering header(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answering(status, more, body, send, silence);
    }

    Answering without(String name) {
      Map<String, String> less = new LinkedHashMap<>(headers);
      less.remove(name);
      return new Answering(status, less, body, send, silence);
    }

    Answering cutAfter(int bytes) {
      return new Answering(status, headers, body, bytes, silence);
    }

    /** Sends so much, then nothing, for so long. */
    Answering silentAfter(int bytes, long millis) {
      return new Answering(status, headers, body, bytes, millis);
    }
  }

  private final ServerSocket socket;
  private final Queue<Answering> answers = new ArrayDeque<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  public TestingWebServer(Answering... script) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    answers.addAll(List.of(script));
    Thread thread = new Thread(this::serve, "testing-web-server");
    thread.setDaemon(true);
    thread.start();
  }

  synchronized TestingWebServer then(Answering answer) {
    answers.add(answer);
    return this;
  }

  public URI uri(String target) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + target);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> answer(connection));
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line; !(line = in.readLine()).isEmpty(); ) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      asked.add(new Asked(first.split(" ")[0], first.split(" ")[1], headers));
      Answering answer;
      synchronized (this) {
        answer = answers.poll();
      }
      if (answer != null) {
        send(answer, connection.getOutputStream());
      }
    } catch (IOException e) {
      // The client went away, as some tests want it to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(Answering answer, OutputStream out)
      throws IOException, InterruptedException {
    if (answer.send() < 0) {
      Thread.sleep(answer.silence());
      return;
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Said\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body(), 0, answer.send());
    out.flush();
    // When headers, body and end arrive all at once, the client may ask again by itself.
    boolean cut = answer.send() < answer.body().length;
    Thread.sleep(cut ? Math.max(100, answer.silence()) : answer.silence());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
