package io.penstock.io.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.Unpack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTest extends UnpackFixture {
  @Test
  void takesEveryFileWithItsSizeAndChecksum() throws IOException {
    byte[] zip =
        new TestingZip()
            .add("2024/", "")
            .add("2024/Größe.csv", "a,b\n")
            .add("./2024/SALES.csv", "")
            .stored("2024/sales.csv", new byte[] {1, 2, 3})
            .add("inner.zip", new TestingZip().add("x", "y").bytes())
            .add("__MACOSX/2024/._x", "litter")
            .add("2024/.DS_Store", "litter")
            .bytes();
    List<Unpacked> all = unzip(zip);
    assertThat(all)
        .extracting(Unpacked::path)
        .containsExactly("2024/Größe.csv", "2024/SALES.csv", "2024/sales.csv", "inner.zip");
    assertThat(all.get(0))
        .isEqualTo(
            new Unpacked(
                "2024/Größe.csv",
                4,
                "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313"));
    assertThat(all.get(1).sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(got.get("2024/Größe.csv").toString(StandardCharsets.UTF_8)).isEqualTo("a,b\n");
    assertThat(got.get("2024/sales.csv").toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void takesAnArchiveWithoutFiles() throws IOException {
    assertThat(unzip(new TestingZip().bytes())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "../evil.csv, leads out of its folder",
    "a/../../evil.csv, leads out of its folder",
    "a/.., leads out of its folder",
    "../, leads out of its folder",
    "/etc/passwd, absolute path",
    "C:/evil.csv, absolute path",
    "c:evil.csv, absolute path",
    "a\\..\\evil.csv, backslash",
    "__MACOSX/../evil, leads out of its folder",
    "., has no name"
  })
  void writesNothingWhenAnEntryWouldLeaveItsFolder(String name, String why) throws IOException {
    byte[] zip = new TestingZip().add("good.csv", "good").add(name, "evil").bytes();
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot unpack 'sales.zip' because entry '" + name + "'")
        .hasMessageContaining(why);
    assertThat(got).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b.csv", "a\nb.csv", "a\u001b[2Jb.csv", "a\u0085b.csv"})
  void refusesControlCharactersAndDoesNotPrintThem(String name) throws IOException {
    byte[] zip = new TestingZip().add(name, "x").bytes();
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("control character")
        .hasMessageNotContaining(name);
  }

  @Test
  void refusesTwoEntriesOfOneName() throws IOException {
    byte[] zip = new TestingZip().add("aaaa.csv", "1").add("bbbb.csv", "2").bytes();
    assertThatThrownBy(() -> unzip(TestingZip.renamed(zip, "bbbb", "aaaa")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("entry 'aaaa.csv' is in it twice");
    byte[] dotted = new TestingZip().add("a.csv", "1").add("./a.csv", "2").bytes();
    assertThatThrownBy(() -> unzip(dotted)).hasMessageContaining("entry 'a.csv' is in it twice");
  }

  @Test
  void readsNamesThatAreNotUnicode() throws IOException {
    byte[] zip = new TestingZip().add("caf_.csv", "x").bytes();
    // The mark for UTF-8 is off for plain names; 0x82 is é in the old character set.
    byte[] old = TestingZip.renamed(zip, "caf_", "caf\u0082");
    assertThat(unzip(clearUtf8(old))).extracting(Unpacked::path).containsExactly("café.csv");
  }

  private static byte[] clearUtf8(byte[] zip) {
    byte[] copy = TestingZip.patched(zip, 9, 0);
    copy[7] = 0;
    return copy;
  }

  @Test
  void saysThatEntriesAreEncrypted() throws IOException {
    byte[] zip = TestingZip.patched(new TestingZip().add("a.csv", "x").bytes(), 8, 1);
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("its entries are encrypted");
  }

  @ParameterizedTest
  @CsvSource({"9, Deflate64 (method 9)", "93, Zstandard (method 93)", "77, compression method 77"})
  void namesAMethodThatItDoesNotKnow(int method, String name) throws IOException {
    byte[] zip = TestingZip.patched(new TestingZip().add("a.csv", "x").bytes(), 10, method);
    assertThatThrownBy(() -> unzip(zip)).hasMessageContaining("it uses " + name);
  }

  @Test
  void saysThatAnArchiveIsCutShort() throws IOException {
    byte[] zip = new TestingZip().add("a.csv", "x".repeat(1000)).bytes();
    assertThatThrownBy(() -> unzip(Arrays.copyOf(zip, zip.length - 30)))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("cut short, damaged, or not a ZIP at all. Found: ")
        .hasMessageContaining("bytes that begin with 50 4b 03 04")
        .matches(e -> !((OutsideException) e).retryable());
  }

  @Test
  void showsWhatItIsIfNotAnArchive() {
    assertThatThrownBy(
            () -> unzip("<!DOCTYPE html>\n<title>Sorry".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("28 bytes that begin with '<!DOCTYPE html> <title>S'");
    assertThatThrownBy(() -> unzip(new byte[0])).hasMessageContaining("Found: 0 bytes.");
  }

  @Test
  void noticesAWrongChecksum() throws IOException {
    byte[] zip =
        new TestingZip()
            .add("ok.csv", "ok")
            .stored("a.csv", "12345".getBytes(StandardCharsets.UTF_8))
            .bytes();
    assertThatThrownBy(() -> unzip(TestingZip.renamed(zip, "12345", "12346")))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("entry 'a.csv' is damaged: its checksum (CRC-32) should be cbf53a1c");
    assertThat(got).containsOnlyKeys("ok.csv");
  }

  @Test
  void noticesDamagedData() throws IOException {
    byte[] zip = new TestingZip().add("a.csv", "x,y,z\n".repeat(1000)).bytes();
    Arrays.fill(zip, 40, 45, (byte) 0xff);
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("entry 'a.csv' is damaged");
  }

  @Test
  void noticesASizeThatIsNotTheClaimedOne() throws IOException {
    byte[] zip = new TestingZip().add("a.csv", "x".repeat(1000)).bytes();
    assertThatThrownBy(() -> unzip(TestingZip.patched(zip, 24, 5, 0, 0, 0)))
        .hasMessageContaining("it should have 5 bytes. Found: 1,000");
  }

  @Test
  void stopsABombWhateverItClaimsToBe() throws IOException {
    limits = new UnpackLimits(1L << 40, 1000, 200, 1 << 20);
    byte[] bomb = new TestingZip().add("bomb.csv", new byte[5 << 20]).bytes();
    assertThatThrownBy(() -> unzip(TestingZip.patched(bomb, 24, 5, 0, 0, 0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it looks like a bomb: ")
        .hasMessageContaining("more than 200 times its size (reached at entry 'bomb.csv')");
    assertThat(got).isEmpty();
  }

  @Test
  void letsASmallTableOfZerosPass() throws IOException {
    assertThat(unzip(new TestingZip().add("zeros.csv", new byte[5 << 20]).bytes()))
        .extracting(Unpacked::size)
        .containsExactly(5L << 20);
  }

  @Test
  void unpacksNoMoreThanAllowedInAll() throws IOException {
    limits = limits.withMaxUnpackedBytes(1500);
    byte[] zip = new TestingZip().add("a", new byte[1000]).add("b", new byte[1000]).bytes();
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("more than the 1,500 bytes allowed (reached at entry 'b')");
    assertThat(got).isEmpty();
    byte[] liar = new TestingZip().add("a", new byte[2000]).bytes();
    assertThatThrownBy(() -> unzip(TestingZip.patched(liar, 24, 1, 0, 0, 0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("(reached at entry 'a')");
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    limits = new UnpackLimits(1L << 40, 2, 200, 1 << 20);
    byte[] zip = new TestingZip().add("a", "").add("b", "").add("c", "").bytes();
    assertThatThrownBy(() -> unzip(zip))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("3 entries are more than the 2 allowed");
  }

  @Test
  void copiesThousandsOfEntriesInParallel() throws IOException {
    TestingZip zip = new TestingZip();
    for (int i = 0; i < 5000; i++) {
      zip.add("part/" + i + ".csv", "row," + i);
    }
    try (Unpacking unpacking =
        Unpacking.open(archive(Unpack.ZIP, "many.zip", zip.bytes()), limits)) {
      List<String> wrong =
          unpacking.entries().parallelStream()
              .filter(entry -> !text(unpacking, entry).equals("row," + number(entry)))
              .map(Entry::path)
              .toList();
      assertThat(unpacking.entries()).hasSize(5000);
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void leavesTroubleOfTheSinkToTheSink() throws IOException {
    byte[] zip = new TestingZip().add("a.csv", "x").bytes();
    try (Unpacking unpacking = Unpacking.open(archive(Unpack.ZIP, "a.zip", zip), limits)) {
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("the lake is full");
            }
          };
      assertThatThrownBy(() -> unpacking.copy(unpacking.entries().get(0), full))
          .isInstanceOf(IOException.class)
          .hasMessage("the lake is full");
    }
  }

  private static String number(Entry entry) {
    return entry.path().replaceAll("\\D", "");
  }

  private static String text(Unpacking unpacking, Entry entry) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      unpacking.copy(entry, out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
