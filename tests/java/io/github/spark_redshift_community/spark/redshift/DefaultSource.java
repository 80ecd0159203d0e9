package io.github.spark_redshift_community.spark.redshift;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands where the community connector would be, and does what its documentation says of the
 * options that it is given: rows to the temporary folder, then COPY and the statements behind it in
 * one transaction. It keeps what it was asked for.
 */
public final class DefaultSource implements CreatableRelationProvider {
  public static final List<Map<String, String>> ASKED = new ArrayList<>();

  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> data) {
    Map<String, String> options = new HashMap<>(CollectionConverters.asJava(parameters));
    options.put("mode", mode.name());
    ASKED.add(options);
    try {
      write(context, options, data);
    } catch (Exception e) {
      throw new IllegalStateException("the connector failed", e);
    }
    return new BaseRelation() {
      @Override
      public SQLContext sqlContext() {
        return context;
      }

      @Override
      public StructType schema() {
        return data.schema();
      }
    };
  }

  private static void write(SQLContext context, Map<String, String> options, Dataset<Row> data)
      throws Exception {
    String place = options.get("tempdir") + "/files";
    data.write().mode(SaveMode.Overwrite).parquet(place);
    Path folder = new Path(place);
    List<String> entries = new ArrayList<>();
    for (FileStatus file :
        folder
            .getFileSystem(context.sparkSession().sessionState().newHadoopConf())
            .listStatus(folder)) {
      if (file.getPath().getName().endsWith(".parquet")) {
        entries.add(file.getPath().toString().replace("s3a://", "s3://"));
      }
    }
    Properties login = new Properties();
    login.setProperty("user", options.get("user"));
    login.setProperty("password", options.get("password"));
    try (Connection connection =
            new com.amazon.redshift.jdbc.Driver().connect(options.get("url"), login);
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String entry : entries) {
        sql.execute(
            "COPY "
                + options.get("dbtable")
                + " FROM '"
                + entry
                + "' FORMAT AS PARQUET SERIALIZETOJSON CREDENTIALS 'aws_iam_role="
                + options.get("aws_iam_role")
                + "'");
      }
      for (String action : options.get("postactions").split(";")) {
        sql.execute(action);
      }
      connection.commit();
    }
  }
}
