package io.penstock.databricks;

import com.databricks.sdk.core.DatabricksConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Answers as the REST API of a workspace does, with what a test has laid out for it. */
public final class TestingWorkspace implements AutoCloseable {
  /** What no output may ever show. */
  public static final String TOKEN = "dapi0123456789abcdef0123456789abcdef";

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  /** A request that has come. */
  public record Asked(
      String method, String path, String query, String body, String authorization) {}

  private record Answer(int status, String body) {}

  public TestingWorkspace() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /**
   * Lays out an answer; of several for one question each is given once, the last one always.
   *
   * @param question method and the end of the path, such as {@code POST /jobs/run-now}
   */
  public TestingWorkspace on(String question, int status, String body) {
    synchronized (answers) {
      answers.computeIfAbsent(question, q -> new ArrayDeque<>()).add(new Answer(status, body));
    }
    return this;
  }

  public TestingWorkspace on(String question, String body) {
    return on(question, 200, body);
  }

  /** An error as the API words it. */
  public TestingWorkspace refusing(String question, int status, String code, String message) {
    return on(
        question, status, "{\"error_code\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }

  public String host() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A client that is signed in. */
  public Workspace workspace() {
    return Workspace.connect(
        new DatabricksConfig().setHost(host()).setToken(TOKEN).setAuthType("pat"));
  }

  /** The requests to paths that end so. */
  public List<Asked> asked(String path) {
    synchronized (asked) {
      return asked.stream().filter(each -> each.path().endsWith(path)).toList();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    synchronized (asked) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              path,
              exchange.getRequestURI().getQuery(),
              body,
              exchange.getRequestHeaders().getFirst("Authorization")));
    }
    Answer answer = next(exchange.getRequestMethod() + " ", path.replaceAll("/$", ""));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Retry-After", "0");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Answer next(String method, String path) {
    synchronized (answers) {
      for (Map.Entry<String, Deque<Answer>> each : answers.entrySet()) {
        if (each.getKey().startsWith(method)
            && path.endsWith(each.getKey().substring(method.length()))) {
          Deque<Answer> laid = each.getValue();
          return laid.size() > 1 ? laid.poll() : laid.peek();
        }
      }
    }
    return new Answer(
        404,
        "{\"error_code\": \"ENDPOINT_NOT_FOUND\", \"message\": \"No API found for " + path + "\"}");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
