package io.penstock.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;

/**
 * A result whose rows somebody of ours reads, part by part: a source of Spark's own interface for
 * them, which takes rows as they are in memory.
 */
public final class PartRows {
  private PartRows() {}

  /**
   * Opens a part, in the task that reads it.
   *
   * @param <P> what says which part it is
   */
  public interface Source<P extends Serializable> extends Serializable {
    Reader open(P part);
  }

  /** The rows of a part, one after another. */
  public interface Reader extends Closeable {
    /**
     * Fills in the next row.
     *
     * @return false if there is none
     */
    boolean next(OpenRow row);
  }

  /**
   * @param name what plans call it
   * @param parts one for each task
   */
  public static <P extends Serializable> Dataset<Row> of(
      SparkSession spark, String name, StructType schema, List<P> parts, Source<P> source) {
    Rows<P> rows = new Rows<>(name, schema, new ArrayList<>(parts), source);
    return SqlPlans.dataset(
        spark,
        // Later versions of Spark have this one too.
        DataSourceV2Relation.create(rows, Option.empty(), Option.empty()));
  }

  private record Part<P extends Serializable>(P what) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  /** Every face that Spark asks for, one after another; none of them decides anything. */
  private record Rows<P extends Serializable>(
      String name, StructType schema, ArrayList<P> parts, Source<P> source)
      implements SupportsRead, ScanBuilder, Scan, Batch {
    // Plans are compared often; there is no second one of the same rows.
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return this;
    }

    @Override
    public Scan build() {
      return this;
    }

    @Override
    public StructType readSchema() {
      return schema;
    }

    @Override
    public String description() {
      return name;
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return parts.stream().map(Part::new).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Factory<>(schema, source);
    }
  }

  private record Factory<P extends Serializable>(StructType schema, Source<P> source)
      implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked")
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new Filled(source.open(((Part<P>) partition).what()), new OpenRow(schema));
    }
  }

  private record Filled(Reader reader, OpenRow open) implements PartitionReader<InternalRow> {
    @Override
    public boolean next() {
      return reader.next(open);
    }

    @Override
    public InternalRow get() {
      return open.row();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
