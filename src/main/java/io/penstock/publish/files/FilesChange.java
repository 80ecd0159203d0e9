package io.penstock.publish.files;

import io.penstock.publish.protocol.ChangeSession;
import io.penstock.publish.protocol.ColumnChange;
import io.penstock.publish.protocol.FullRefreshRequired;
import io.penstock.publish.protocol.MergeStatements;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.TableChecksum;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows that are added to an export, as further files. */
final class FilesChange extends FilesSession implements ChangeSession<IOException> {
  private StructType schema;
  private long staged;

  FilesChange(FilesTable table) {
    super(table);
  }

  @Override
  public void alter(List<ColumnChange> changes) {
    throw new IllegalStateException("the columns of files are never changed");
  }

  @Override
  public Staging<IOException> staging(String run) {
    return new Staging<>() {
      private Dataset<Row> rows;

      @Override
      public int divide(Dataset<Row> changed, long count, long bytes) {
        rows = changed.drop(NetChanges.OP);
        schema = rows.schema();
        return 1;
      }

      @Override
      public void create() throws IOException {
        List<String> names = List.of(schema.fieldNames());
        List<String> types =
            Arrays.stream(schema.fields()).map(field -> field.dataType().sql()).toList();
        List<ExportedColumn> there = ledger().seen().map(Manifest::columns).orElse(List.of());
        boolean same =
            there.stream().map(ExportedColumn::name).toList().equals(names)
                && there.stream().map(ExportedColumn::type).toList().equals(types);
        if (!same) {
          throw FilesErrors.columnsChanged(publication);
        }
      }

      @Override
      public void load(ChecksumColumns compared) throws IOException {
        ExportedRows written = new ExportWriting(table).write(rows, run);
        TableChecksum read = new ExportReading(table).totals(run, schema);
        staged = read.rows();
        ledger().loaded(read.rows(), read.rowHash());
        if (read.rows() != written.rows() || read.rowHash() != written.rowHash()) {
          throw FilesErrors.readOtherwise(publication, written.rows(), read.rows());
        }
      }

      @Override
      public void drop() throws IOException {
        if (!ledger().isCommitted(run)) {
          folder.remove(run);
        }
      }
    };
  }

  @Override
  public MergeStatements<IOException> statements(
      String run, StructType columns, ChecksumColumns compared) {
    return new AppendedFiles(ledger(), staged);
  }

  @Override
  public <T> T transact(String run, Work<T, IOException> work)
      throws IOException, FullRefreshRequired {
    T done = work.done();
    Manifest before = ledger().seen().orElseThrow();
    publish(before.generation(), run, schema, before.files());
    tidy();
    return done;
  }
}
