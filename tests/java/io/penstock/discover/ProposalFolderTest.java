package io.penstock.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What discovery writes again beside what people changed. */
class ProposalFolderTest {
  private static final String FILE = "sources/shop.yml";
  @TempDir private Path folder;

  private List<String> write(String... lines) throws IOException {
    return write(Map.of(FILE, "# here\n" + String.join("\n", lines) + "\n"));
  }

  private List<String> write(Map<String, String> files) throws IOException {
    return write("here", files, true);
  }

  private List<String> write(String origin, Map<String, String> files, boolean whole)
      throws IOException {
    return new ProposalFolder(folder)
        .write(new Proposal(origin, files, List.of(), List.of(), whole));
  }

  private void change(String from, String to) throws IOException {
    Path file = folder.resolve(FILE);
    assertThat(Files.readString(file)).contains(from);
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve(FILE)).replace("# here\n", "");
  }

  @Test
  void whatNobodyChangedIsUpdated() throws IOException {
    assertThat(write("tables:", "  a: {}")).containsExactly(FILE + ": written");
    assertThat(write("tables:", "  a: {}")).containsExactly(FILE + ": is up to date");
    assertThat(write("tables:", "  a: {}", "  b: {}")).containsExactly(FILE + ": updated");
    assertThat(text()).isEqualTo("tables:\n  a: {}\n  b: {}\n");
  }

  @Test
  void whatSomebodyChangedStaysAndTheRestIsUpdated() throws IOException {
    write("tables:", "  a: {}", "  b: {}", "  c: {}");
    change("  a: {}", "  # the boss wants it hourly\n  a: {cursor: id}");
    change("  b: {}\n", "");
    write("tables:", "  a: {}", "  b: {}", "  d: {}");
    assertThat(text())
        .isEqualTo("tables:\n  # the boss wants it hourly\n  a: {cursor: id}\n  d: {}\n");
    assertThat(write("tables:", "  a: {}", "  b: {}", "  d: {}", "  e: {}"))
        .containsExactly(FILE + ": updated around what somebody changed");
    assertThat(text()).endsWith("  d: {}\n  e: {}\n").contains("cursor: id");
  }

  @Test
  void ofALineThatBothChangedSomebodysStays() throws IOException {
    write("columns:", "  zip: {type: bigint}", "  name: {type: string}");
    change("zip: {type: bigint}", "zip: {type: string}");
    assertThat(write("columns:", "  zip: {type: int}", "  name: {type: varchar}"))
        .containsExactly(
            FILE + ": updated around what somebody changed",
            FILE + ": was not given the line: zip: {type: int}");
    assertThat(text()).isEqualTo("columns:\n  zip: {type: string}\n  name: {type: varchar}\n");
  }

  @Test
  void linesThatBothPutInAtOnePlaceBothStand() throws IOException {
    write("tables:", "  a: {}");
    change("  a: {}\n", "  a: {}\n  mine: {query: SELECT 1}\n");
    write("tables:", "  a: {}", "  b: {}");
    assertThat(text()).isEqualTo("tables:\n  a: {}\n  mine: {query: SELECT 1}\n  b: {}\n");
    change("  b: {}\n", "  b: {}\n  c: {cursor: id}\n");
    // The same key from both would be no file that can be read; it is said until it is settled.
    for (int i = 0; i < 2; i++) {
      assertThat(write("tables:", "  a: {}", "  b: {}", "  c: {}"))
          .containsExactly(
              FILE + ": was changed by somebody where it would be updated, and stays as it is");
    }
    assertThat(text()).endsWith("  c: {cursor: id}\n");
  }

  @Test
  void othersFilesAndRemovedOnesAreLeft() throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.writeString(folder.resolve(FILE), "mine\n");
    assertThat(write("tables:")).containsExactly(FILE + ": is somebody else's, and stays as it is");
    Files.delete(folder.resolve(FILE));
    write("tables:");
    Files.delete(folder.resolve(FILE));
    assertThat(write("tables:"))
        .containsExactly(FILE + ": was removed by somebody, and is not written again");
  }

  @Test
  void whatIsNoLongerFoundGoesUnlessSomebodyChangedIt() throws IOException {
    write(Map.of("silver/a.sql", "-- here\nSELECT 1\n", "silver/b.sql", "-- here\nSELECT 2\n"));
    Files.writeString(folder.resolve("silver/b.sql"), "-- here\nSELECT 3\n");
    assertThat(write(Map.of()))
        .containsExactly(
            "silver/a.sql: removed, because what it is of is no longer found",
            "silver/b.sql: is of something that is no longer found; somebody changed it, so it stays");
    assertThat(folder.resolve("silver/a.sql")).doesNotExist();
    assertThat(folder.resolve("silver/b.sql")).exists();
  }

  @Test
  void aLineThatWasRefusedIsNamedAgain() throws IOException {
    write("columns:", "  zip: {type: bigint}", "  name: {type: string}");
    change("zip: {type: bigint}", "zip: {type: string}");
    for (int i = 0; i < 2; i++) {
      assertThat(write("columns:", "  zip: {type: int}", "  name: {type: string}"))
          .contains(FILE + ": was not given the line: zip: {type: int}");
    }
    assertThat(text()).contains("zip: {type: string}");
  }

  @Test
  void whatIsFoundElsewhereIsLeftAlone() throws IOException {
    write(Map.of(FILE, "# here\ntables: {}\n"));
    assertThat(write("there", Map.of(FILE, "# there\ntables: {x: {}}\n"), true))
        .containsExactly(FILE + ": is of the discovery of another place, and stays as it is");
    assertThat(text()).isEqualTo("tables: {}\n");
    assertThat(new ProposalFolder(folder).isOthers("there", FILE)).isTrue();
    assertThat(new ProposalFolder(folder).isOthers("here", FILE)).isFalse();
  }

  @Test
  void nothingIsRemovedWhereNotAllCouldBeLookedAt() throws IOException {
    write(Map.of("silver/a.sql", "-- here\nSELECT 1\n"));
    assertThat(write("here", Map.of(), false)).noneMatch(line -> line.contains("removed"));
    assertThat(folder.resolve("silver/a.sql")).exists();
  }

  @Test
  void aModelAndItsSettingsGoTogether() throws IOException {
    write(Map.of("silver/a.sql", "-- here\nSELECT 1\n", "silver/a.yml", "# here\nkeys: [x]\n"));
    Files.writeString(folder.resolve("silver/a.yml"), "# here\nkeys: [y]\n");
    write(Map.of());
    assertThat(folder.resolve("silver/a.sql")).exists();
    assertThat(folder.resolve("silver/a.yml")).exists();
  }
}
