package io.penstock.land.fetch;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a downloaded file is called, made safe for a path, a key of S3, and a glob. */
final class FileNames {
  private static final int LONGEST = 150;
  // RFC 6266: filename*=UTF-8''… wins over filename="…".
  private static final Pattern EXTENDED =
      Pattern.compile("(?i)(?:^|;)\\s*filename\\*\\s*=\\s*([\\w-]+)'[^']*'([^;\\s]+)");
  private static final Pattern PLAIN =
      Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

  private FileNames() {}

  static String of(Optional<String> contentDisposition, URI last, URI first) {
    return contentDisposition
        .flatMap(FileNames::fromHeader)
        .or(() -> fromPath(last))
        .or(() -> fromPath(first))
        .orElse("download");
  }

  private static Optional<String> fromHeader(String header) {
    Matcher extended = EXTENDED.matcher(header);
    if (extended.find()) {
      Optional<String> name =
          decoded(extended.group(2), extended.group(1)).flatMap(FileNames::safe);
      if (name.isPresent()) {
        return name;
      }
    }
    Matcher plain = PLAIN.matcher(header);
    if (!plain.find()) {
      return Optional.empty();
    }
    return safe(
        plain.group(1) == null ? plain.group(2) : plain.group(1).replaceAll("\\\\(.)", "$1"));
  }

  private static Optional<String> fromPath(URI uri) {
    return uri.getPath() == null || uri.getPath().endsWith("/")
        ? Optional.empty()
        : safe(uri.getPath());
  }

  private static Optional<String> decoded(String text, String charset) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), charset));
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The last part of a path without what a shell, a glob or Hadoop reads as more than a letter. */
  static Optional<String> safe(String raw) {
    String last = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
    String plain =
        last.replaceAll("[^\\p{L}\\p{M}\\p{N}._ ()+=@-]", "_")
            // Spark does not see files whose names begin so.
            .replaceAll("^[._\\s]+", "")
            .strip();
    // The end holds the extension, so the front is what gives way.
    while (plain.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      plain = plain.substring(plain.offsetByCodePoints(0, 1));
    }
    return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
  }
}
