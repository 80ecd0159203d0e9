package io.penstock.land;

import io.penstock.io.unpack.Archive;
import io.penstock.io.unpack.UnpackLimits;
import io.penstock.io.unpack.Unpacking;
import io.penstock.land.fetch.Download;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.Unpack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A downloaded file as its source means it: what the server packed it with for the way is taken
 * off. A store that keeps {@code a.csv.gz} says of it that its encoding is gzip, and means the same
 * packing only once.
 */
final class ReceivedFile implements AutoCloseable {
  private final String place;
  private final Download.Fetched fetched;
  private final SourceLocation.Http location;
  private Optional<Path> plain = Optional.empty();

  ReceivedFile(String place, Download.Fetched fetched, SourceLocation.Http location) {
    this.place = place;
    this.fetched = fetched;
    this.location = location;
  }

  Archive archive() {
    Unpack how = location.unpack();
    if (fetched.encoding().isEmpty() || how == Unpack.GZIP) {
      return archive(fetched.file(), how);
    }
    if (!fetched.encoding().get().equals("gzip")) {
      throw LandErrors.encoded(place, fetched.encoding().get());
    }
    if (how == Unpack.ZIP) {
      return archive(unpacked(), how);
    }
    boolean meant = fetched.fileName().toLowerCase(Locale.ROOT).endsWith(".gz");
    return archive(fetched.file(), meant ? Unpack.NONE : Unpack.GZIP);
  }

  private Archive archive(Path file, Unpack how) {
    return new Archive(place, file, fetched.fileName(), how);
  }

  private Path unpacked() {
    Path file = fetched.file().resolveSibling(fetched.file().getFileName() + ".plain");
    plain = Optional.of(file);
    UnpackLimits limits = UnpackLimits.standard().withMaxUnpackedBytes(location.maxUnpackedBytes());
    try (Unpacking packed = Unpacking.open(archive(fetched.file(), Unpack.GZIP), limits);
        OutputStream out = Files.newOutputStream(file)) {
      packed.copy(packed.entries().get(0), out);
      return file;
    } catch (IOException e) {
      throw LandErrors.unreadable(place, file, e);
    }
  }

  @Override
  public void close() {
    try {
      if (plain.isPresent()) {
        Files.deleteIfExists(plain.get());
      }
    } catch (IOException e) {
      throw LandErrors.notRemoved(place, e);
    }
  }
}
