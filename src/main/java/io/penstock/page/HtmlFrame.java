package io.penstock.page;

import io.penstock.io.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What stands around the content of a page: style, script and the chart library, all of them
 * inside. The page's own policy forbids the browser to load or to run anything else.
 */
public final class HtmlFrame {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private HtmlFrame() {}

  /**
   * The page.
   *
   * @param body HTML
   * @param charts whether there are charts to draw; without, the page has no script
   */
  public static String around(String title, CharSequence body, boolean charts) {
    String library = charts ? resource(LIBRARY) : "";
    String script = charts ? resource("page.js") : "";
    StringBuilder html =
        new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
            .append("style-src 'unsafe-inline'; img-src data:; base-uri 'none'; ")
            .append("form-action 'none'; script-src ")
            .append(charts ? hash(library) + " " + hash(script) : "'none'")
            .append("\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
            .append(Html.text(title))
            .append("</title>\n<style>\n")
            .append(resource("page.css"))
            .append("</style>\n</head>\n<body>\n<main>\n")
            .append(body)
            .append("</main>\n");
    if (charts) {
      html.append("<script>").append(library).append("</script>\n");
      html.append("<script>").append(script).append("</script>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static String hash(String script) {
    return "'sha256-" + Base64.getEncoder().encodeToString(Digests.bytes(script)) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = HtmlFrame.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
