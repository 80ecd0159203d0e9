package io.penstock.publish.files;

import io.penstock.lake.Storage;
import io.penstock.ops.Finding;
import io.penstock.ops.ProgressListener;
import io.penstock.plan.Published;
import io.penstock.publish.Answer;
import io.penstock.publish.Exported;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.protocol.Publisher;
import io.penstock.spec.ExportSpec;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PublishSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Versioned exports under a prefix in S3. */
final class FilesTarget implements Target {
  private final String prefix;
  private final ExportSpec export;

  FilesTarget(String prefix, ExportSpec export) {
    this.prefix = prefix;
    this.export = export;
  }

  private ExportFolder folder(SparkSession spark, String table) {
    Storage storage = Storage.of(spark);
    return new ExportFolder(storage, storage.path(prefix).resolve(table));
  }

  @Override
  public Optional<Published> published(String table) {
    ExportFolder folder = folder(SparkSession.active(), table);
    try {
      Optional<Manifest> manifest = folder.read();
      return manifest.isEmpty()
          ? Optional.empty()
          : new ManifestLedger(folder).published(table, manifest.get().generation());
    } catch (IOException | RuntimeException e) {
      throw FilesErrors.sentence("Export '" + table + "'", prefix, e);
    }
  }

  @Override
  public Optional<Exported> exported(String table) {
    ExportFolder folder = folder(SparkSession.active(), table);
    try {
      return folder.read().map(manifest -> manifest.exported(folder.place().text()));
    } catch (IOException | RuntimeException e) {
      throw FilesErrors.sentence("Export '" + table + "'", prefix, e);
    }
  }

  @Override
  public Delivered refresh(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(publication, () -> publisher(publication, gold, progress).refresh(gold));
  }

  @Override
  public Delivered update(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(
        publication,
        () ->
            appends(publication)
                ? publisher(publication, gold, progress).update(gold)
                : publisher(publication, gold, progress).refresh(gold));
  }

  private static boolean appends(Publication publication) {
    return publication.delivery().mode() == PublishSpec.Mode.APPEND;
  }

  @Override
  public Preview previewRefresh(Publication publication, GoldTable gold) {
    return speaking(
        publication,
        () -> publisher(publication, gold, ProgressListener.SILENT).previewRefresh(gold));
  }

  @Override
  public Preview previewUpdate(Publication publication, GoldTable gold) {
    return speaking(
        publication,
        () ->
            appends(publication)
                ? publisher(publication, gold, ProgressListener.SILENT).previewUpdate(gold)
                : publisher(publication, gold, ProgressListener.SILENT).previewRefresh(gold));
  }

  @Override
  public Answer ask(String sql, int limit) {
    throw FilesErrors.noQuery(prefix);
  }

  @Override
  public List<Finding> examine(String subject) {
    SparkSession spark = SparkSession.active();
    ExportFolder folder = folder(spark, "_penstock_doctor");
    try {
      folder.begin("probe");
      folder.end("probe");
      return List.of(Finding.ok(subject + " rights", "'" + prefix + "' can be written"));
    } catch (IOException | RuntimeException e) {
      return List.of(
          Finding.fail(
              subject + " rights",
              FilesErrors.sentence(subject, prefix, e).getMessage(),
              "Give s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket on it."));
    }
  }

  private Publisher<IOException> publisher(
      Publication publication, GoldTable gold, ProgressListener progress) {
    Publication own = publication.withoutKeys();
    ExportFolder folder = folder(gold.lake().spark(), publication.table());
    return new Publisher<>(new FilesTable(folder, own, new FilesDialect(export), progress), own);
  }

  private interface Speech<T> {
    T speak() throws IOException;
  }

  private <T> T speaking(Publication publication, Speech<T> speech) {
    try {
      return speech.speak();
    } catch (PenstockException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws its checked exceptions without declaring them.
      throw FilesErrors.sentence("Step '" + publication.step() + "'", prefix, e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
