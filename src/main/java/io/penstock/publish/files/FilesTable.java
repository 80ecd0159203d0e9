package io.penstock.publish.files;

import io.penstock.ops.ProgressListener;
import io.penstock.publish.Publication;
import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.SwapSession;
import io.penstock.publish.protocol.TargetSession;
import io.penstock.publish.protocol.TargetTable;
import io.penstock.publish.rows.PreFlight;
import io.penstock.publish.rows.SourceProfile;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One table of an export while it is published. */
final class FilesTable implements TargetTable<IOException> {
  final ExportFolder folder;
  final Publication publication;
  final ProgressListener progress;
  private final FilesDialect dialect;
  private Dataset<Row> prepared;
  private SourceProfile figures;

  FilesTable(
      ExportFolder folder,
      Publication publication,
      FilesDialect dialect,
      ProgressListener progress) {
    this.folder = folder;
    this.publication = publication;
    this.dialect = dialect;
    this.progress = progress;
  }

  @Override
  public FilesDialect dialect() {
    return dialect;
  }

  @Override
  public void fit(StructType schema, SourceProfile profile) {
    new PreFlight(publication, schema, profile).requireNothing();
    for (String column : publication.layout().partitionBy()) {
      if (java.util.Arrays.stream(schema.fieldNames()).noneMatch(column::equalsIgnoreCase)) {
        throw FilesErrors.columns(publication, "there is no column '" + column + "'");
      }
    }
    if (publication.layout().partitionBy().size() >= schema.length()) {
      throw FilesErrors.columns(publication, "no column is left for the files");
    }
    figures = profile;
  }

  /** How many rows and bytes there are, once they have been fitted. */
  SourceProfile figures() {
    return figures;
  }

  @Override
  public Prepared prepare(Dataset<Row> gold) {
    prepared = dialect.flattened(gold);
    return new Prepared() {
      @Override
      public int parts() {
        return 1;
      }

      @Override
      public void close() {
        // Nothing has begun.
      }
    };
  }

  Dataset<Row> rows() {
    return prepared;
  }

  @Override
  public SwapSession<IOException> openSwap() {
    return new FilesSwap(this);
  }

  @Override
  public ChangeSession<IOException> openChange() {
    return new FilesChange(this);
  }

  @Override
  public Optional<? extends TargetSession<IOException>> openLook() {
    return Optional.of(new FilesSession(this));
  }

  @Override
  public String creation() {
    return "write " + folder.manifest();
  }
}
