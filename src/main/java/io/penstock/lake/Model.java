package io.penstock.lake;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What SQL cannot say: a model in Java, named by {@code java:} in its YAML file. It needs a public
 * constructor without arguments, and must be a pure function of its inputs.
 */
public interface Model {
  /** The tables it reads, such as {@code bronze.sales}. */
  List<String> inputs();

  /**
   * The rows of the model.
   *
   * @param inputs a dataset for each name of {@link #inputs()}, at a pinned version
   * @param parameters what the YAML file gives under {@code parameters}
   */
  Dataset<Row> compute(Map<String, Dataset<Row>> inputs, Map<String, String> parameters);
}
