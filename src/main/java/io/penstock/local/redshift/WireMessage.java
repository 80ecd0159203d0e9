package io.penstock.local.redshift;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of PostgreSQL's protocol, version 3.
 *
 * @param type its first byte; 0 for those at the beginning, which have none
 */
record WireMessage(byte type, byte[] body) {
  private static final int MOST = 1 << 30;

  /** Null when the other side has ended. */
  static WireMessage read(DataInputStream in) throws IOException {
    int type = in.read();
    return type < 0 ? null : new WireMessage((byte) type, body(in));
  }

  /** One without a type. */
  static WireMessage readFirst(DataInputStream in) throws IOException {
    try {
      return new WireMessage((byte) 0, body(in));
    } catch (EOFException e) {
      return null;
    }
  }

  private static byte[] body(DataInputStream in) throws IOException {
    int length = in.readInt() - 4;
    if (length < 0 || length > MOST) {
      throw new IOException("a message of " + length + " bytes is none");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return body;
  }

  void write(DataOutputStream out) throws IOException {
    if (type != 0) {
      out.write(type);
    }
    out.writeInt(body.length + 4);
    out.write(body);
  }

  WireMessage with(byte[] other) {
    return new WireMessage(type, other);
  }

  /** The number with which a first message begins. */
  int code() {
    return body.length < 4
        ? 0
        : (body[0] & 0xff) << 24 | (body[1] & 0xff) << 16 | (body[2] & 0xff) << 8 | body[3] & 0xff;
  }

  /** Where the text that begins at a place ends. */
  int end(int from) {
    int i = from;
    while (i < body.length && body[i] != 0) {
      i++;
    }
    return i;
  }

  String text(int from) {
    return new String(body, from, end(from) - from, StandardCharsets.UTF_8);
  }

  /** The parameters of a start-up. */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    int i = 4;
    while (i < body.length && body[i] != 0) {
      String key = text(i);
      i = end(i) + 1;
      all.put(key, text(i));
      i = end(i) + 1;
    }
    return all;
  }

  /** The fields of an error, by their letters. */
  Map<Character, String> fields() {
    Map<Character, String> all = new LinkedHashMap<>();
    int i = 0;
    while (i < body.length && body[i] != 0) {
      char key = (char) body[i];
      all.put(key, text(i + 1));
      i = end(i + 1) + 1;
    }
    return all;
  }

  static byte[] texts(Map<Character, String> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((key, value) -> text.append(key).append(value).append('\0'));
    return text.append('\0').toString().getBytes(StandardCharsets.UTF_8);
  }
}
