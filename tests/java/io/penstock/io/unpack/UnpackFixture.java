package io.penstock.io.unpack;

import io.penstock.spec.Unpack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks bytes into memory. */
abstract class UnpackFixture {
  @TempDir Path folder;
  final Map<String, ByteArrayOutputStream> got = new LinkedHashMap<>();
  UnpackLimits limits = UnpackLimits.standard();

  private final EntrySink sink =
      new EntrySink() {
        @Override
        public OutputStream open(Entry entry) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          got.put(entry.path(), out);
          return out;
        }

        @Override
        public void discard(Entry entry) {
          got.remove(entry.path());
        }
      };

  Archive archive(Unpack how, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve("download");
    Files.write(file, bytes);
    return new Archive("Source 'sales' (sources/sales.yml:1)", file, name, how);
  }

  List<Unpacked> unpack(Unpack how, String name, byte[] bytes) throws IOException {
    try (Unpacking unpacking = Unpacking.open(archive(how, name, bytes), limits)) {
      return unpacking.copyAll(sink);
    }
  }

  List<Unpacked> unzip(byte[] bytes) throws IOException {
    return unpack(Unpack.ZIP, "sales.zip", bytes);
  }
}
