package io.penstock.format.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are packed where text is expected, and packed text. */
class PackedFilesTest {
  private final RecordReaders readers = new RecordReaders(FormatSpec.Csv.standard());

  private RecordReader open(byte[] bytes, String name) {
    return readers.open(() -> new ByteArrayInputStream(bytes), name, 0);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("inner.csv"));
      out.write(1);
    }
    return packed.toByteArray();
  }

  private static byte[] tar() {
    byte[] block = new byte[1024];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, block, 257, 5);
    return block;
  }

  @Test
  void whatIsPackedIsNamed() throws IOException {
    assertThatThrownBy(() -> open(zip(), "inner.zip"))
        .isInstanceOf(OutsideException.class)
        .hasMessage(
            "File 'inner.zip': cannot be read as csv because it is packed. Found: a ZIP archive."
                + " Unpack it at its source, or with source.unpack where that is zip or gzip; what"
                + " source.unpack could not unpack is damaged, and has to come again.");
    assertThatThrownBy(() -> open(gzip(tar()), "all.csv.gz")).hasMessageContaining("a tar archive");
    assertThatThrownBy(() -> open(gzip(new byte[] {1}), "a.csv"))
        .hasMessageContaining("Found: gzip");
    assertThatThrownBy(() -> open("PAR1....".getBytes(StandardCharsets.US_ASCII), "a.csv"))
        .hasMessageContaining("Found: Parquet. Say format: {type: parquet}.");
  }

  private static byte[] bzip2(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return packed.toByteArray();
  }

  @Test
  void allStreamsOfBzip2AreReadAndACutOneIsSaid() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(bzip2("id\n1\n"));
    both.write(bzip2("2\n3\n"));
    try (RecordReader reader = open(both.toByteArray(), "a.csv.bz2")) {
      List<Long> lines = new ArrayList<>();
      reader.forEachRemaining(record -> lines.add(record.line()));
      assertThat(lines).containsExactly(2L, 3L, 4L);
    }
    byte[] cut = Arrays.copyOf(both.toByteArray(), both.size() - 20);
    RecordReader reader = open(cut, "a.csv.BZ2");
    assertThat(reader.next().line()).isEqualTo(2);
    assertThatThrownBy(reader::next)
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("a.csv.BZ2': cannot read past line 2");
    byte[] text = "id\n1\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> open(text, "b.bz2"))
        .hasMessageContaining("'b.bz2': cannot read past line 0");
  }

  @Test
  void textThatOnlyBeginsLikeThatIsText() {
    assertThatCode(() -> open("PK,v\n1,2\n".getBytes(StandardCharsets.US_ASCII), "a.csv").close())
        .doesNotThrowAnyException();
    assertThatCode(() -> open(new byte[0], "a.csv").close()).doesNotThrowAnyException();
  }

  @Test
  void recordsBeforeABreakAreReadThoughTheFirstBytesWereLookedAt() throws IOException {
    byte[] whole = gzip("id\n1\n2\n".repeat(1).getBytes(StandardCharsets.US_ASCII));
    // Without the checksum at its end.
    try (RecordReader reader = open(Arrays.copyOf(whole, whole.length - 4), "a.csv.gz")) {
      List<RawRecord> records = new ArrayList<>();
      assertThatThrownBy(() -> reader.forEachRemaining(records::add))
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("cannot read past line");
      assertThat(records).hasSize(2);
    }
  }
}
