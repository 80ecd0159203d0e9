package io.penstock.publish.glue;

import io.penstock.spec.ConnectionSpec;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a catalog is: {@code glue://REGION/DATABASE}, with {@code ?workgroup=} for Athena and
 * {@code endpoint=} for a private endpoint.
 */
record GlueAddress(String region, String database, String workgroup, Optional<URI> endpoint) {

  /**
   * @throws io.penstock.spec.SpecException if the URL is none of a catalog
   */
  static GlueAddress of(ConnectionSpec connection, String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw GlueErrors.noAddress(connection);
    }
    String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (!"glue".equals(uri.getScheme())
        || uri.getHost() == null
        || !database.matches("[a-z0-9_]{1,255}")) {
      throw GlueErrors.noAddress(connection);
    }
    Map<String, String> parameters = parameters(connection, uri);
    return new GlueAddress(
        uri.getHost(),
        database,
        parameters.getOrDefault("workgroup", "primary"),
        Optional.ofNullable(parameters.get("endpoint")).map(text -> endpoint(connection, text)));
  }

  private static URI endpoint(ConnectionSpec connection, String text) {
    if (!text.matches("https?://[^\\s/]+/?")) {
      throw GlueErrors.noEndpoint(connection, text);
    }
    return URI.create(text);
  }

  private static Map<String, String> parameters(ConnectionSpec connection, URI uri) {
    Map<String, String> parameters = new TreeMap<>();
    if (uri.getRawQuery() == null) {
      return parameters;
    }
    for (String part : uri.getRawQuery().split("&")) {
      String[] sides = part.split("=", 2);
      if (sides.length != 2 || !(sides[0].equals("workgroup") || sides[0].equals("endpoint"))) {
        throw GlueErrors.unknownParameter(connection, sides[0]);
      }
      parameters.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** For messages. */
  @Override
  public String toString() {
    return "glue://" + region + "/" + database;
  }
}
