package io.penstock.io.unpack;

import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** Every sentence that unpacking can end in. */
final class UnpackErrors {
  private static final Pattern METHOD = Pattern.compile("compression method: (\\d+)");

  private UnpackErrors() {}

  static PenstockException dangerousName(Archive archive, String entry, String why) {
    return refused(
        archive,
        "entry '" + shown(entry) + "' is refused: " + why,
        "Nothing was unpacked; ask whoever made the archive for one with plain relative names");
  }

  static PenstockException twice(Archive archive, String entry) {
    return refused(
        archive,
        "entry '" + shown(entry) + "' is in it twice",
        "Nothing was unpacked; ask whoever made the archive for one with distinct names");
  }

  static PenstockException tooManyEntries(Archive archive, long found, long most) {
    return refused(
        archive,
        number(found) + " entries are more than the " + number(most) + " allowed",
        "Split the archive into several");
  }

  static PenstockException tooLarge(Archive archive, String entry, long most) {
    return refused(
        archive,
        "it unpacks to more than the "
            + number(most)
            + " bytes allowed (reached at entry '"
            + shown(entry)
            + "')",
        "Split the archive, or allow more if it is meant to be so large");
  }

  static PenstockException bomb(Archive archive, String entry, long out, long in, long ratio) {
    return refused(
        archive,
        "it looks like a bomb: "
            + number(out)
            + " bytes came out of "
            + number(in)
            + " bytes, more than "
            + ratio
            + " times its size (reached at entry '"
            + shown(entry)
            + "')",
        "If it is honest, have it delivered with a weaker compression or in smaller archives");
  }

  static PenstockException badZip(Archive archive, ZipException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("encrypted")) {
      return broken(
          archive, "its entries are encrypted", "Ask for an archive without a password", cause);
    }
    Matcher method = METHOD.matcher(message);
    if (method.find()) {
      return broken(
          archive,
          "it uses " + methodName(method.group(1)) + ", which is not supported",
          "Ask for an archive compressed with deflate, the method every archiver knows",
          cause);
    }
    return broken(
        archive,
        "it is cut short, damaged, or not a ZIP at all. Found: " + FirstBytes.of(archive.file()),
        "Download it again, or check what the source really sends",
        cause);
  }

  static PenstockException badEntry(Archive archive, Entry entry, IOException cause) {
    String why =
        cause instanceof EOFException ? "ends too early" : "is damaged (" + reason(cause) + ")";
    return broken(
        archive,
        "entry '" + shown(entry.path()) + "' " + why,
        "Download the archive again, or ask for a sound one",
        cause);
  }

  static PenstockException wrongSize(Archive archive, Entry entry, long expected, long found) {
    return broken(
        archive,
        "entry '"
            + shown(entry.path())
            + "' is damaged: it should have "
            + number(expected)
            + " bytes. Found: "
            + number(found),
        "Download the archive again, or ask for a sound one",
        null);
  }

  static PenstockException wrongCrc(Archive archive, String entry, long expected, long found) {
    return broken(
        archive,
        String.format(
            Locale.ROOT,
            "entry '%s' is damaged: its checksum (CRC-32) should be %08x. Found: %08x",
            shown(entry),
            expected,
            found),
        "Download the archive again, or ask for a sound one",
        null);
  }

  static PenstockException badGzip(Archive archive, IOException cause) {
    if (!(cause instanceof EOFException || cause instanceof ZipException)) {
      return unreadable(archive, cause);
    }
    return broken(
        archive,
        cause.getMessage() + ". Found: " + FirstBytes.of(archive.file()),
        "Download it again, or check what the source really sends",
        cause);
  }

  static PenstockException unreadable(Archive archive, IOException cause) {
    return outside(
        archive,
        "the local file " + archive.file() + " cannot be read (" + reason(cause) + ")",
        "Check that it is there and may be read",
        cause);
  }

  private static String methodName(String number) {
    return switch (number) {
      case "9" -> "Deflate64 (method 9)";
      case "12" -> "bzip2 (method 12)";
      case "14" -> "LZMA (method 14)";
      case "93" -> "Zstandard (method 93)";
      case "95" -> "xz (method 95)";
      case "99" -> "AES encryption (method 99)";
      default -> "compression method " + number;
    };
  }

  /** A name from outside may hold what a terminal would obey. */
  private static String shown(String name) {
    String plain = name.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static PenstockException refused(Archive archive, String why, String wayOut) {
    return new RefusedException(sentence(archive, why, wayOut));
  }

  private static PenstockException broken(
      Archive archive, String why, String wayOut, Throwable cause) {
    return OutsideException.ofDamage(sentence(archive, why, wayOut), cause);
  }

  private static PenstockException outside(
      Archive archive, String why, String wayOut, Throwable cause) {
    return OutsideException.ofPermanent(sentence(archive, why, wayOut), cause);
  }

  private static String sentence(Archive archive, String why, String wayOut) {
    return archive.place()
        + ": cannot unpack '"
        + shown(archive.name())
        + "' because "
        + why
        + ". "
        + wayOut
        + ".";
  }
}
