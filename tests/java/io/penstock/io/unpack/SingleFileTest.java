package io.penstock.io.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.Unpack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleFileTest extends UnpackFixture {
  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] noise(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private List<Unpacked> gunzip(byte[] bytes) throws IOException {
    return unpack(Unpack.GZIP, "sales.csv.gz", bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "sales.csv.gz, sales.csv",
    "SALES.CSV.GZ, SALES.CSV",
    "all.tgz, all.tar",
    "plain.csv, plain.csv"
  })
  void namesWhatCameOutOfAGzip(String name, String inside) throws IOException {
    assertThat(unpack(Unpack.GZIP, name, gzip(noise(10))))
        .extracting(Unpacked::path)
        .containsExactly(inside);
  }

  @Test
  void readsAllMembersOfAGzip() throws IOException {
    byte[] one = noise(200_000);
    byte[] three = noise(70_001);
    byte[] joined = joined(gzip(one), gzip(new byte[0]), gzip(three), new byte[512]);
    assertThat(gunzip(joined).get(0).size()).isEqualTo(270_001);
    assertThat(got.get("sales.csv").toByteArray()).isEqualTo(joined(one, three));
  }

  @Test
  void readsAGzipWithEveryOptionalField() throws IOException {
    byte[] plain = gzip("a,b\n".getBytes(StandardCharsets.UTF_8));
    byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y'};
    byte[] names = "name\0comment\0##".getBytes(StandardCharsets.ISO_8859_1);
    gunzip(joined(header, names, Arrays.copyOfRange(plain, 10, plain.length)));
    assertThat(got.get("sales.csv").toString(StandardCharsets.UTF_8)).isEqualTo("a,b\n");
  }

  @ParameterizedTest
  @CsvSource({"0, it is empty", "5, header", "20, compressed data", "1010, compressed data"})
  void saysThatAGzipIsCutShort(int length, String where) throws IOException {
    byte[] whole = gzip(noise(1000));
    assertThatThrownBy(() -> gunzip(Arrays.copyOf(whole, length)))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("cannot unpack 'sales.csv.gz' because it ")
        .hasMessageContaining(where);
    assertThat(got).isEmpty();
  }

  @Test
  void noticesAMissingTrailer() throws IOException {
    byte[] whole = gzip(noise(1000));
    assertThatThrownBy(() -> gunzip(Arrays.copyOf(whole, whole.length - 3)))
        .hasMessageContaining("it ends in the middle of a header or a checksum");
  }

  @Test
  void losesNothingThatFollowsAMember() throws IOException {
    byte[] one = gzip(noise(1000));
    byte[] cut = Arrays.copyOf(gzip(noise(2000)), 8);
    assertThatThrownBy(() -> gunzip(joined(one, cut))).hasMessageContaining("ends in the middle");
    assertThatThrownBy(() -> gunzip(joined(one, new byte[] {'x'})))
        .hasMessageContaining("something else follows its data");
  }

  @Test
  void noticesDamage() throws IOException {
    byte[] crc = gzip(noise(1000));
    crc[crc.length - 6]++;
    assertThatThrownBy(() -> gunzip(crc)).hasMessageContaining("its checksum does not match");
    byte[] size = gzip(noise(1000));
    size[size.length - 1]++;
    assertThatThrownBy(() -> gunzip(size)).hasMessageContaining("its size does not match");
    assertThatThrownBy(() -> gunzip("hello".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it is not gzip. Found: 5 bytes that begin with 'hello'");
  }

  @Test
  void stopsABomb() throws IOException {
    limits = new UnpackLimits(1L << 40, 10, 200, 1 << 20);
    byte[] bomb = gzip(new byte[8 << 20]);
    assertThatThrownBy(() -> gunzip(bomb))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("looks like a bomb");
  }

  @Test
  void passesAFileThatIsNotPacked() throws IOException {
    byte[] bytes = noise(100_000);
    assertThat(unpack(Unpack.NONE, "sales.csv", bytes).get(0).size()).isEqualTo(100_000);
    assertThat(got.get("sales.csv").toByteArray()).isEqualTo(bytes);
    assertThatThrownBy(() -> unpack(Unpack.NONE, "../sales.csv", bytes))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void saysThatTheFileIsGone() {
    Archive gone = new Archive("Source 's'", folder.resolve("gone"), "s.zip", Unpack.ZIP);
    assertThatThrownBy(() -> Unpacking.open(gone, limits))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("cannot be read (no such file)");
  }
}
