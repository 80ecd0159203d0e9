package io.penstock.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven through its DevTools protocol. Tests are skipped, and
 * say so, where no Chromium is installed.
 */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  private Chromium(Process process, Path profile, URI page) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts a browser. */
  public static Chromium start() throws Exception {
    Path program = program();
    Path profile = Files.createTempDirectory("chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      int port = port(profile.resolve("DevToolsActivePort"), process);
      return new Chromium(process, profile, page(port));
    } catch (Exception e) {
      end(process, profile);
      throw e;
    }
  }

  private static Path program() {
    List<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(
        !found.isEmpty(), "skipped: no Chromium is installed; on Debian: apt-get install chromium");
    return found.get(0);
  }

  // The browser writes the port that it took, and then the path of its own socket.
  private static int port(Path file, Process process) throws Exception {
    for (int i = 0; i < SECONDS * 10; i++) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
      }
      if (!process.isAlive()) {
        throw new IOException("Chromium ended at once with status " + process.exitValue());
      }
      Thread.sleep(100);
    }
    throw new IOException("Chromium does not say its port within " + SECONDS + " s");
  }

  private static URI page(int port) throws IOException {
    JsonNode pages = JSON.readTree(URI.create("http://127.0.0.1:" + port + "/json/list").toURL());
    for (JsonNode page : pages) {
      if (page.get("type").asText().equals("page")) {
        return URI.create(page.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium has no page: " + pages);
  }

  /** How the next pages are seen. */
  public Chromium as(int width, int height, String scheme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Opens a page and waits until it has loaded. */
  public Chromium open(Path file) throws Exception {
    complaints.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.get(SECONDS, TimeUnit.SECONDS);
    // Observers of sizes are told with the next frame.
    evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return this;
  }

  /** The value of an expression of JavaScript in the page. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").path("value");
  }

  /** Moves the mouse there. */
  public void hover(int x, int y) {
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  /** Everything on the console, uncaught exceptions, and what the page asked the network for. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** A picture of the whole page, as PNG. */
  public void picture(Path file) throws IOException {
    JsonNode answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    try {
      String text =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      socket.sendText(text, true).get(SECONDS, TimeUnit.SECONDS);
      JsonNode message = answer.get(SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new AssertionError(method + ": " + message.get("error"));
      }
      return message.get("result");
    } catch (Exception e) {
      throw new AssertionError(method + " is not answered", e);
    }
  }

  private void told(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode about = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          complaints.add(about.toString());
      case "Network.requestWillBeSent" -> {
        String url = about.path("request").path("url").asText();
        if (!url.startsWith("file:") && !url.startsWith("data:")) {
          complaints.add("asks for " + url);
        }
      }
      default -> {}
    }
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    end(process, profile);
  }

  private static void end(Process process, Path profile) throws Exception {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(SECONDS, TimeUnit.SECONDS);
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          told(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add("not understood: " + e.getMessage());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
