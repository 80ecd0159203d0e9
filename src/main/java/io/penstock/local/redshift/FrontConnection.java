package io.penstock.local.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client: its statements are rewritten on the way to PostgreSQL, and on the way back the end of
 * a COPY is looked at. The driver sends everything as Parse.
 */
final class FrontConnection implements Closeable {
  private static final int SSL = 80877103;
  private static final int GSS = 80877104;
  private static final int CANCEL = 80877102;
  private static final int PROTOCOL = 3 << 16;
  private static final String SUPERUSER = "postgres";
  private static final List<String> KNOWN =
      List.of("application_name", "client_encoding", "extra_float_digits", "options", "TimeZone");
  private static final Pattern COPIED = Pattern.compile("COPY (\\d+)");
  private static final Pattern LINE =
      Pattern.compile(
          "COPY \\S+, line (\\d+)(?:, column ([^:]+))?(?:: \"(.*)\")?.*", Pattern.DOTALL);

  private final Socket client;
  private final StandInDatabases databases;
  private final CopyFiles files;
  private final Socket server;
  private final DataInputStream fromClient;
  private final DataOutputStream toClient;
  private final DataInputStream fromServer;
  private final DataOutputStream toServer;

  private StandInDatabase database;
  private Statements statements;
  private volatile FetchedCopy copying;
  private volatile long lastCopied;
  private volatile int session;

  FrontConnection(Socket client, int postgres, StandInDatabases databases, CopyFiles files)
      throws IOException {
    this.client = client;
    this.databases = databases;
    this.files = files;
    this.server = new Socket(InetAddress.getLoopbackAddress(), postgres);
    server.setTcpNoDelay(true);
    fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
    fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
  }

  void serve() throws IOException {
    if (!begin()) {
      return;
    }
    RedshiftFront.daemon("penstock-redshift-answers", this::answers);
    for (WireMessage message = WireMessage.read(fromClient);
        message != null;
        message = WireMessage.read(fromClient)) {
      rewritten(message).write(toServer);
      if (fromClient.available() == 0) {
        toServer.flush();
      }
    }
  }

  private boolean begin() throws IOException {
    for (WireMessage first = WireMessage.readFirst(fromClient);
        first != null;
        first = WireMessage.readFirst(fromClient)) {
      if (first.code() == SSL || first.code() == GSS) {
        toClient.write('N');
        toClient.flush();
        continue;
      }
      if (first.code() == CANCEL) {
        first.write(toServer);
        toServer.flush();
        return false;
      }
      Map<String, String> asked = first.parameters();
      String name = asked.getOrDefault("database", asked.getOrDefault("user", "dev"));
      database = databases.of(name);
      statements = new Statements(database);
      Map<String, String> kept = new LinkedHashMap<>();
      // Everybody may do everything; what Redshift's driver says of itself PostgreSQL does not
      // know.
      kept.put("user", SUPERUSER);
      kept.put("database", name);
      KNOWN.stream().filter(asked::containsKey).forEach(key -> kept.put(key, asked.get(key)));
      startUp(kept).write(toServer);
      toServer.flush();
      return true;
    }
    return false;
  }

  private static WireMessage startUp(Map<String, String> parameters) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(PROTOCOL);
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      out.write(each.getKey().getBytes(StandardCharsets.UTF_8));
      out.write(0);
      out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
      out.write(0);
    }
    out.write(0);
    return new WireMessage((byte) 0, body.toByteArray());
  }

  private WireMessage rewritten(WireMessage message) {
    int from =
        switch (message.type()) {
          case 'Q' -> 0;
          case 'P' -> message.end(0) + 1;
          default -> -1;
        };
    if (from < 0) {
      return message;
    }
    String sql = message.text(from);
    String other = rewritten(sql);
    if (other.equals(sql)) {
      return message;
    }
    byte[] body = message.body();
    byte[] text = other.getBytes(StandardCharsets.UTF_8);
    int end = message.end(from);
    byte[] all = new byte[from + text.length + body.length - end];
    System.arraycopy(body, 0, all, 0, from);
    System.arraycopy(text, 0, all, from, text.length);
    System.arraycopy(body, end, all, from + text.length, body.length - end);
    return message.with(all);
  }

  private String rewritten(String sql) {
    try {
      if (CopyStatement.is(sql)) {
        CopyStatement copy = CopyStatement.parse(sql);
        FetchedCopy fetched = files.fetch(copy, database);
        copying = fetched;
        return fetched.statement();
      }
      return statements.rewritten(sql, lastCopied);
    } catch (RedshiftError e) {
      return e.raising();
    } catch (IOException | RuntimeException e) {
      return new RedshiftError("XX000", String.valueOf(e.getMessage())).raising();
    }
  }

  private void answers() {
    try {
      for (WireMessage message = WireMessage.read(fromServer);
          message != null;
          message = WireMessage.read(fromServer)) {
        answered(message).write(toClient);
        if (fromServer.available() == 0) {
          toClient.flush();
        }
      }
    } catch (IOException e) {
      // Either side may go at any moment.
    } finally {
      close();
    }
  }

  private WireMessage answered(WireMessage message) {
    if (message.type() == 'K') {
      session = message.code();
    } else if (message.type() == 'C') {
      Matcher copied = COPIED.matcher(message.text(0));
      if (copied.matches()) {
        lastCopied = Long.parseLong(copied.group(1));
        endCopy();
      }
    } else if (message.type() == 'E' && copying != null) {
      return failed(message);
    }
    return message;
  }

  private WireMessage failed(WireMessage message) {
    Map<Character, String> fields = message.fields();
    Matcher place = LINE.matcher(fields.getOrDefault('W', ""));
    FetchedCopy fetched = copying;
    if (place.matches()) {
      database.noteLoadError(
          session,
          fetched.at(Long.parseLong(place.group(1))),
          place.group(2) == null ? "" : place.group(2).strip(),
          fields.getOrDefault('M', ""));
      fields.put(
          'M',
          "Load into table '"
              + fetched.table()
              + "' failed.  Check 'sys_load_error_detail' system table for details.");
      fields.put('C', "XX000");
      fields.keySet().removeAll(Arrays.asList('W', 'D', 'H', 'n', 's', 't', 'c', 'd'));
    }
    endCopy();
    return message.with(WireMessage.texts(fields));
  }

  private void endCopy() {
    FetchedCopy fetched = copying;
    copying = null;
    if (fetched != null) {
      fetched.delete();
    }
  }

  @Override
  public void close() {
    endCopy();
    for (Socket each : List.of(client, server)) {
      try {
        each.close();
      } catch (IOException e) {
        // It is gone.
      }
    }
  }
}
