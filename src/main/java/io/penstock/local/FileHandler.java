package io.penstock.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Serves the files of one folder with validators and single ranges; never a file outside it. */
final class FileHandler implements HttpHandler {
  private final Path root;

  FileHandler(Path root) {
    this.root = root;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      Optional<Path> file = file(exchange.getRequestURI().getPath());
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      } else if (file.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        serve(exchange, file.get());
      }
    }
  }

  private Optional<Path> file(String path) {
    try {
      Path file = root.resolve(path.replaceFirst("^/+", "")).normalize();
      if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      // A link may point anywhere.
      return file.toRealPath().startsWith(root.toRealPath()) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  private static void serve(HttpExchange exchange, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      long size = channel.size();
      FileTime modified = facts.lastModifiedTime();
      // Inode and nanoseconds make it strong: a file that is replaced gets another tag.
      String tag =
          "\""
              + Long.toHexString(size)
              + "-"
              + Integer.toHexString(("" + facts.fileKey()).hashCode())
              + "-"
              + Long.toHexString(modified.to(java.util.concurrent.TimeUnit.NANOSECONDS))
              + "\"";
      Instant second = modified.toInstant().truncatedTo(ChronoUnit.SECONDS);
      Headers answer = exchange.getResponseHeaders();
      answer.set("ETag", tag);
      answer.set("Last-Modified", httpDate(second));
      answer.set("Accept-Ranges", "bytes");
      answer.set("Content-Type", type(file));
      Headers asked = exchange.getRequestHeaders();
      if (unchanged(asked, tag, second)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      send(exchange, channel, range(asked, tag, second, size), size);
    } catch (NoSuchFileException e) {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private static void send(
      HttpExchange exchange, FileChannel channel, Optional<ByteRange> range, long size)
      throws IOException {
    Headers answer = exchange.getResponseHeaders();
    if (range.isPresent() && !range.get().within(size)) {
      answer.set("Content-Range", "bytes */" + size);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    range.ifPresent(
        r -> answer.set("Content-Range", "bytes " + r.first() + "-" + r.last() + "/" + size));
    int status = range.isPresent() ? 206 : 200;
    long first = range.map(ByteRange::first).orElse(0L);
    long length = range.map(ByteRange::length).orElse(size);
    if (exchange.getRequestMethod().equals("HEAD")) {
      answer.set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    copy(channel, first, length, exchange.getResponseBody());
  }

  private static void copy(FileChannel from, long first, long length, OutputStream to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    long left = length;
    while (left > 0) {
      buffer.clear().limit((int) Math.min(left, buffer.capacity()));
      int read = from.read(buffer, first + length - left);
      if (read < 0) {
        throw new IOException("the file became shorter while it was sent");
      }
      to.write(buffer.array(), 0, read);
      left -= read;
    }
  }

  private static boolean unchanged(Headers asked, String tag, Instant modified) {
    String tags = asked.getFirst("If-None-Match");
    if (tags != null) {
      return tags.strip().equals("*") || tags.contains(tag);
    }
    return date(asked.getFirst("If-Modified-Since")).map(d -> !modified.isAfter(d)).orElse(false);
  }

  private static Optional<ByteRange> range(Headers asked, String tag, Instant modified, long size) {
    String condition = asked.getFirst("If-Range");
    boolean same =
        condition == null
            || condition.strip().equals(tag)
            || date(condition).map(modified::equals).orElse(false);
    return same ? ByteRange.of(asked.getFirst("Range"), size) : Optional.empty();
  }

  private static String httpDate(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC))
        .replaceFirst(", (\\d) ", ", 0$1 ");
  }

  private static Optional<Instant> date(String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String type(Path file) throws IOException {
    String known = Files.probeContentType(file);
    return known == null ? "application/octet-stream" : known;
  }
}
