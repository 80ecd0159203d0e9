package io.penstock.local.redshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Fetches what a COPY names into one file that PostgreSQL reads. */
final class CopyFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;
  private final Path folder;
  private S3Client client;

  CopyFiles(ObjectStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  FetchedCopy fetch(CopyStatement copy, StandInDatabase database) throws IOException {
    Files.createDirectories(folder);
    List<String> objects = copy.manifest() ? named(copy) : listed(copy.from());
    List<CopyColumn> targets = database.columns(copy.table());
    FetchedCopy fetched = new FetchedCopy(copy, Files.createTempFile(folder, "copy", ".csv"));
    // The server may be another user than the one that runs this.
    fetched.file.toFile().setReadable(true, false);
    boolean whole = false;
    try (LineCount lines =
        new LineCount(new BufferedOutputStream(Files.newOutputStream(fetched.file)))) {
      for (String object : objects) {
        if (copy.form() == CopyStatement.Form.PARQUET) {
          parquet(object, targets, lines);
        } else {
          csv(object, copy, lines);
        }
        fetched.pieces.add(new FetchedCopy.Piece(object, lines.lines));
      }
      whole = true;
    } finally {
      if (!whole) {
        fetched.delete();
      }
    }
    return fetched;
  }

  private void csv(String object, CopyStatement copy, LineCount to) throws IOException {
    try (InputStream raw = open(object);
        InputStream in = copy.gzip() ? new GZIPInputStream(raw, 1 << 16) : raw) {
      for (int i = 0; i < copy.headers(); i++) {
        int b = in.read();
        while (b >= 0 && b != '\n') {
          b = in.read();
        }
      }
      in.transferTo(to);
      to.endLine();
    }
  }

  private void parquet(String object, List<CopyColumn> targets, OutputStream to)
      throws IOException {
    Path local = Files.createTempFile(folder, "copy", ".parquet");
    try (InputStream in = open(object)) {
      Files.copy(in, local, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      ParquetCsv.write(local, targets, to);
    } finally {
      Files.deleteIfExists(local);
    }
  }

  private List<String> named(CopyStatement copy) throws IOException {
    List<String> objects = new ArrayList<>();
    try (InputStream in = open(copy.from())) {
      for (JsonNode entry : JSON.readTree(in).path("entries")) {
        if (copy.form() == CopyStatement.Form.PARQUET
            && !entry.path("meta").path("content_length").isNumber()) {
          throw new RedshiftError(
              "XX000", "The manifest lacks meta.content_length, which PARQUET needs");
        }
        objects.add(entry.path("url").asText());
      }
    }
    return objects;
  }

  private List<String> listed(String prefix) {
    URI address = URI.create(prefix);
    List<String> objects = new ArrayList<>();
    for (S3Object object :
        client()
            .listObjectsV2Paginator(
                request -> request.bucket(address.getHost()).prefix(key(prefix)))
            .contents()) {
      objects.add("s3://" + address.getHost() + "/" + object.key());
    }
    if (objects.isEmpty()) {
      throw new RedshiftError(
          "XX000", "The specified S3 prefix '" + key(prefix) + "' does not exist");
    }
    return objects;
  }

  private InputStream open(String object) {
    URI address = URI.create(object.replace(" ", "%20"));
    try {
      return client().getObject(get -> get.bucket(address.getHost()).key(key(object)));
    } catch (S3Exception e) {
      throw new RedshiftError(
          "XX000",
          "S3ServiceException:"
              + e.awsErrorDetails().errorMessage()
              + ",Status "
              + e.statusCode()
              + ", object "
              + object);
    }
  }

  private static String key(String address) {
    String path = address.substring("s3://".length());
    return path.substring(path.indexOf('/') + 1);
  }

  private synchronized S3Client client() {
    if (client == null) {
      client =
          S3Client.builder()
              .endpointOverride(store.endpoint())
              .region(Region.US_EAST_1)
              .forcePathStyle(true)
              .httpClientBuilder(ApacheHttpClient.builder())
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
              .build();
    }
    return client;
  }
}
