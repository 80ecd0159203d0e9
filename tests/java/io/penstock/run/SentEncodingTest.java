package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.land.fetch.TestingWebServer;
import io.penstock.land.fetch.TestingWebServer.Answering;
import io.penstock.testing.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server packs for the way is no part of the file. */
class SentEncodingTest {
  private static final byte[] TEXT = "id\n1\n2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path root;

  private RunResult run(String name, String unpack, String encoding, byte[] body)
      throws IOException {
    Answering answer = Answering.with(200, body).header("Content-Encoding", encoding);
    try (TestingWebServer server = new TestingWebServer(answer)) {
      String address = server.uri("/" + name).toString();
      return trial()
          .file(
              "sources/a.yml",
              "source: {type: http, url: \""
                  + address
                  + "\", attempts: 1, unpack: "
                  + unpack
                  + "}\n"
                  + "format: {type: csv}\nschema: {columns: {id: {type: int}}}\n")
          .run();
    }
  }

  private Trial trial() {
    return new Trial(root);
  }

  private void isRead(RunResult result) {
    assertThat(result.exitStatus()).as(result.toString()).isZero();
    assertThat(trial().query("SELECT count(*), sum(id) FROM bronze.a")).containsExactly("[2,3]");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("a.csv"));
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void aTextIsUnpacked() throws IOException {
    isRead(run("a.csv", "none", "gzip", gzip(TEXT)));
  }

  @Test
  void anArchiveIsUnpackedFirst() throws IOException {
    isRead(run("a.zip", "zip", "x-gzip", gzip(zip(TEXT))));
  }

  @Test
  void aFileThatIsKeptPackedIsPackedOnlyOnce() throws IOException {
    isRead(run("a.csv.gz", "none", "gzip", gzip(TEXT)));
  }

  @Test
  void whatTheSourceUnpacksIsNotUnpackedTwice() throws IOException {
    isRead(run("b.csv.gz", "gzip", "gzip", gzip(TEXT)));
  }

  @Test
  void nothingIsSaidByIdentityAndAnotherEncodingIsNamed() throws IOException {
    isRead(run("a.csv", "none", "identity", TEXT));

    RunResult other = run("b.csv", "none", "br", new byte[] {1, 2, 3});
    assertThat(other.exitStatus()).isEqualTo(1);
    assertThat(Trial.step(other, "land.a").error().orElseThrow())
        .contains("Content-Encoding 'br', where gzip or none can be read");
  }
}
