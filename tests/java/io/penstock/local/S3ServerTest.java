package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.VerifyOnly;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@VerifyOnly
class S3ServerTest {
  @TempDir static Path folder;
  private static LocalServers servers;
  private static S3Client client;

  @BeforeAll
  static void open() {
    servers = LocalServers.open(folder.resolve(".penstock"), EnumSet.of(LocalServers.Need.S3));
    client = client(servers.s3(), servers.s3().secretKey());
  }

  @AfterAll
  static void close() {
    client.close();
    servers.close();
  }

  private static S3Client client(S3Access s3, String secret) {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), secret)))
        .build();
  }

  @Test
  void putsReadsListsAndDeletesObjects() {
    String key = "land/a b/ü=1%.txt";
    client.putObject(b -> b.bucket("lake").key(key), RequestBody.fromString("hello"));

    assertThat(client.getObjectAsBytes(b -> b.bucket("lake").key(key)).asUtf8String())
        .isEqualTo("hello");
    assertThat(client.listObjectsV2(b -> b.bucket("lake").prefix("land/")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);

    client.deleteObject(b -> b.bucket("lake").key(key));
    assertThat(client.listObjectsV2(b -> b.bucket("lake").prefix("land/")).contents()).isEmpty();
  }

  @Test
  void putsAnObjectTogetherFromParts() {
    String key = "parts/big";
    byte[] part = new byte[5 << 20];
    new Random(1).nextBytes(part);
    String id = client.createMultipartUpload(b -> b.bucket("lake").key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int number = i;
      String tag =
          client
              .uploadPart(
                  b -> b.bucket("lake").key(key).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(i).eTag(tag).build());
    }
    client.completeMultipartUpload(
        b -> b.bucket("lake").key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));

    byte[] read = client.getObjectAsBytes(b -> b.bucket("lake").key(key)).asByteArray();
    assertThat(read).hasSize(10 << 20);
    assertThat(java.util.Arrays.copyOfRange(read, 5 << 20, 10 << 20)).isEqualTo(part);
  }

  @Test
  void refusesAWrongKey() {
    try (S3Client stranger = client(servers.s3(), "wrong")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> stranger.listObjectsV2(b -> b.bucket("lake")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void servesHadoop() throws Exception {
    Configuration settings = new Configuration();
    servers.s3().s3aSettings().forEach(settings::set);
    settings.set("fs.s3a.multipart.size", "5M");
    var root = new org.apache.hadoop.fs.Path("s3a://lake/");
    try (FileSystem files = FileSystem.newInstance(root.toUri(), settings)) {
      var big = new org.apache.hadoop.fs.Path(root, "hadoop/big.bin");
      try (FSDataOutputStream out = files.create(big)) {
        out.write(new byte[12 << 20]);
      }
      var small = new org.apache.hadoop.fs.Path(root, "hadoop/year=2020/small.txt");
      try (FSDataOutputStream out = files.create(small)) {
        out.write("x".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(files.getFileStatus(big).getLen()).isEqualTo(12 << 20);
      assertThat(files.rename(small, new org.apache.hadoop.fs.Path(root, "hadoop/moved.txt")))
          .isTrue();
      assertThat(files.listStatus(new org.apache.hadoop.fs.Path(root, "hadoop")))
          .extracting(s -> s.getPath().getName())
          .contains("big.bin", "moved.txt");
      assertThat(files.delete(new org.apache.hadoop.fs.Path(root, "hadoop"), true)).isTrue();
      assertThat(files.exists(big)).isFalse();
    }
  }

  @Test
  void leavesATakenPortToItsOwner() {
    int taken = servers.s3().endpoint().getPort();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> S3Libraries.engine().start(folder, taken, "a", "b"))
        .isInstanceOf(java.io.IOException.class);
    try (LocalServers second =
        LocalServers.open(folder.resolve(".penstock"), EnumSet.of(LocalServers.Need.S3))) {
      client.putObject(b -> b.bucket("lake").key("shared"), RequestBody.fromString("1"));
      assertThat(second.s3().endpoint()).isNotEqualTo(servers.s3().endpoint());
      try (S3Client other = client(second.s3(), second.s3().secretKey())) {
        assertThat(other.getObjectAsBytes(b -> b.bucket("lake").key("shared")).asUtf8String())
            .isEqualTo("1");
      }
    }
  }

  @Test
  void leavesSparkItsOwnServlet() throws Exception {
    assertThat(Class.forName("jakarta.servlet.SingleThreadModel"))
        .as("gone in Servlet 6, which must stay behind Spark on the class path")
        .isNotNull();
    assertThat(
            Class.forName("jakarta.servlet.Servlet")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString())
        .contains("jakarta.servlet-api-5.");
  }
}
