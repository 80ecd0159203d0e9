package io.penstock.io.unpack;

import io.penstock.spec.Unpack;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A local file to be unpacked. {@code place} begins every message (such as {@code Source 'sales'
 * (sources/sales.yml:1)}); {@code name} is what the file is called where it came from.
 */
public record Archive(String place, Path file, String name, Unpack how) {
  public Archive {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(how, "how");
  }
}
