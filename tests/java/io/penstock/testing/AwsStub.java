package io.penstock.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers what Penstock asks of Glue and Athena, on loopback. Glue keeps tables with a version id,
 * and refuses an update of another version than it has; Athena answers in its own time and by pages
 * of two rows.
 */
public final class AwsStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2;

  private final HttpServer server;
  public final Map<String, ObjectNode> tables = new ConcurrentHashMap<>();
  public final List<String> asked = new ArrayList<>();
  public String queryState = "SUCCEEDED";
  private final Map<String, Integer> polls = new TreeMap<>();

  public AwsStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target.substring(target.indexOf('.') + 1);
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    Object reply;
    int status = 200;
    synchronized (this) {
      asked.add(operation);
      try {
        reply = reply(operation, request);
      } catch (Refusal e) {
        status = 400;
        reply = Map.of("__type", e.type, "message", "no: " + e.type);
      }
    }
    byte[] bytes = JSON.writeValueAsBytes(reply);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Object reply(String operation, JsonNode request) throws Refusal {
    return switch (operation) {
      case "GetDatabase" -> {
        require(request.path("Name").asText().equals("lakehouse"), "EntityNotFoundException");
        yield Map.of("Database", Map.of("Name", "lakehouse"));
      }
      case "GetTable" -> {
        ObjectNode table = tables.get(request.path("Name").asText());
        require(table != null, "EntityNotFoundException");
        yield Map.of("Table", table);
      }
      case "CreateTable" -> {
        String name = request.path("TableInput").path("Name").asText();
        require(!tables.containsKey(name), "AlreadyExistsException");
        put(name, request.path("TableInput"), 0);
        yield Map.of();
      }
      case "UpdateTable" -> {
        String name = request.path("TableInput").path("Name").asText();
        String version = tables.get(name).path("VersionId").asText();
        require(
            version.equals(request.path("VersionId").asText()), "ConcurrentModificationException");
        put(name, request.path("TableInput"), Integer.parseInt(version) + 1);
        yield Map.of();
      }
      case "StartQueryExecution" -> {
        polls.put("q", 0);
        yield Map.of("QueryExecutionId", "q");
      }
      case "GetQueryExecution" -> {
        int poll = polls.merge("q", 1, Integer::sum);
        String state = poll == 1 ? "QUEUED" : poll == 2 ? "RUNNING" : queryState;
        yield Map.of(
            "QueryExecution",
            Map.of(
                "QueryExecutionId",
                "q",
                "StatementType",
                "DML",
                "Status",
                Map.of("State", state, "StateChangeReason", "TABLE_NOT_FOUND: line 1"),
                "Statistics",
                Map.of("DataScannedInBytes", 12_345)));
      }
      case "GetQueryResults" -> page(request);
      default -> throw new Refusal("UnknownOperationException");
    };
  }

  private void put(String name, JsonNode input, int version) {
    ObjectNode table = input.deepCopy();
    table.put("VersionId", Integer.toString(version));
    tables.put(name, table);
  }

  private static Object page(JsonNode request) {
    int from = request.path("NextToken").asInt(0);
    List<Map<String, Object>> all =
        List.of(row("year", "profit"), row("2019", "12.50"), row("2020", null), row("2021", ""));
    Map<String, Object> page = new TreeMap<>();
    page.put(
        "ResultSet",
        Map.of(
            "Rows",
            all.subList(from, Math.min(from + PAGE, all.size())),
            "ResultSetMetadata",
            Map.of(
                "ColumnInfo",
                List.of(
                    Map.of("Name", "year", "Type", "integer"),
                    Map.of("Name", "profit", "Type", "decimal")))));
    if (from + PAGE < all.size()) {
      page.put("NextToken", Integer.toString(from + PAGE));
    }
    return page;
  }

  private static Map<String, Object> row(String one, String two) {
    return Map.of(
        "Data",
        List.of(
            Map.of("VarCharValue", one),
            two == null ? Map.of() : Map.<String, Object>of("VarCharValue", two)));
  }

  private static void require(boolean holds, String otherwise) throws Refusal {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String type;

    Refusal(String type) {
      super(type);
      this.type = type;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
