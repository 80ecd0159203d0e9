package io.penstock.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** What is read: the files, the pipeline over them, and how bare Spark does the same. */
enum IngestShape {
  /** One delimited file. */
  CSV("csv") {
    @Override
    void make(SparkSession spark, Path data, long rows) {
      SalesFiles.csv(data.resolve("sales.csv"), 0, rows);
    }
  },
  /** A hundred of them. */
  FILES("csv") {
    @Override
    void make(SparkSession spark, Path data, long rows) {
      for (int i = 0; i < 100; i++) {
        SalesFiles.csv(
            data.resolve("sales-%02d.csv".formatted(i)), rows * i / 100, rows * (i + 1) / 100);
      }
    }
  },
  /** One object a line. */
  JSON("json") {
    @Override
    void make(SparkSession spark, Path data, long rows) {
      SalesFiles.json(data.resolve("sales.json"), 0, rows);
    }
  },
  /** Columns as they are to be, in one file. */
  PARQUET("parquet") {
    @Override
    void make(SparkSession spark, Path data, long rows) throws IOException {
      Path text = data.resolveSibling("text");
      SalesFiles.csv(text.resolve("sales.csv"), 0, rows);
      CSV.read(spark, text).coalesce(1).write().parquet(data.toString());
    }
  },
  /** Three hundred columns. */
  WIDE("csv") {
    @Override
    void make(SparkSession spark, Path data, long rows) {
      SalesFiles.wide(data.resolve("wide.csv"), rows / 20, WIDTH);
    }
  };

  private static final int WIDTH = 300;
  private static final String[] NAMES = SalesFiles.HEADER.split(",");
  private static final String[] TYPES = {
    "string",
    "string",
    "string",
    "string",
    "string",
    "date",
    "bigint",
    "date",
    "int",
    "decimal(12,2)",
    "decimal(12,2)",
    "decimal(18,2)",
    "decimal(18,2)",
    "decimal(18,2)"
  };
  private static final String[][] RULES = {
    {"has_order_id", "order_id IS NOT NULL"},
    {"has_order_date", "order_date IS NOT NULL"},
    {"units_are_positive", "units_sold > 0"},
    {"revenue_adds_up", "abs(total_revenue - units_sold * unit_price) < 0.01"}
  };

  private final String format;

  IngestShape(String format) {
    this.format = format;
  }

  static IngestShape of(String name) {
    return valueOf(name.toUpperCase(java.util.Locale.ROOT));
  }

  abstract void make(SparkSession spark, Path data, long rows) throws IOException;

  private static String column(int i) {
    return NAMES[i].toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
  }

  /** The names of the table's columns. */
  static String columns() {
    return IntStream.range(0, NAMES.length)
        .mapToObj(IngestShape::column)
        .collect(Collectors.joining(", "));
  }

  /** The columns by the names of the file; those of Parquet have been named already. */
  private String schema(boolean asInFile) {
    StringBuilder ddl = new StringBuilder();
    if (this == WIDE) {
      ddl.append("id bigint");
      for (int c = 1; c < WIDTH; c++) {
        ddl.append(", c").append(c).append(c % 3 == 0 ? " string" : " int");
      }
      return ddl.toString();
    }
    for (int i = 0; i < NAMES.length; i++) {
      ddl.append(i == 0 ? "" : ", ")
          .append('`')
          .append(asInFile ? NAMES[i] : column(i))
          .append("` ")
          .append(TYPES[i]);
    }
    return ddl.toString();
  }

  /** The rows as Spark's own reader has them. */
  Dataset<Row> read(SparkSession spark, Path data) {
    return switch (format) {
      case "csv" ->
          spark
              .read()
              .schema(schema(false))
              .option("header", "true")
              .option("enforceSchema", "true")
              .option("dateFormat", "M/d/yyyy")
              .csv(data.toString());
      case "json" -> {
        Dataset<Row> rows =
            spark
                .read()
                .schema(schema(true))
                .option("dateFormat", "M/d/yyyy")
                .json(data.toString());
        for (int i = 0; i < NAMES.length; i++) {
          rows = rows.withColumnRenamed(NAMES[i], column(i));
        }
        yield rows;
      }
      default -> spark.read().parquet(data.toString());
    };
  }

  /** Good rows, each key once, and bad ones, as anybody would write it. */
  void bareSilver(SparkSession spark, String bronze, Path lake) {
    Dataset<Row> rows = spark.read().format("delta").load(bronze);
    if (this == WIDE) {
      rows.write().format("delta").save(lake.resolve("silver").toString());
      return;
    }
    StringBuilder all = new StringBuilder("true");
    for (String[] rule : RULES) {
      all.append(" AND coalesce(").append(rule[1]).append(", false)");
    }
    Dataset<Row> checked =
        rows.withColumn("country", expr("trim(country)"))
            .withColumn("__good", expr(all.toString()));
    checked
        .where("__good")
        .withColumn(
            "__n",
            row_number().over(Window.partitionBy("order_id").orderBy(col("ship_date").desc())))
        .where("__n = 1")
        .drop("__n", "__good")
        .write()
        .format("delta")
        .save(lake.resolve("silver").toString());
    checked
        .where("NOT __good")
        .drop("__good")
        .write()
        .format("delta")
        .save(lake.resolve("quarantine").toString());
  }

  /** The same as a pipeline folder. */
  void pipeline(Path folder, Path lake) throws IOException {
    write(folder.resolve("environments/local.yml"), "lake: " + lake.toUri() + "\n");
    StringBuilder source =
        new StringBuilder("source: {type: files, path: ../data}\nformat: {type: ")
            .append(format)
            .append("}\nschema:\n  columns:\n");
    String[] columns = schema(false).split(", (?=[`c])");
    for (int i = 0; i < columns.length; i++) {
      String[] parts = columns[i].replace("`", "").split(" ", 2);
      source.append("    ").append(parts[0]).append(": {type: \"").append(parts[1]).append('"');
      if (this != WIDE && !format.equals("parquet")) {
        source.append(", from: \"").append(NAMES[i]).append('"');
        source.append(parts[1].equals("date") ? ", pattern: \"M/d/yyyy\"" : "");
      }
      source.append("}\n");
    }
    write(folder.resolve("sources/sales.yml"), source.toString());
    write(
        folder.resolve("silver/sales.sql"),
        this == WIDE
            ? "SELECT * FROM bronze.sales\n"
            : "SELECT * EXCEPT (country), trim(country) AS country FROM bronze.sales\n");
    StringBuilder model = new StringBuilder("apply: {as: append}\n");
    if (this != WIDE) {
      model =
          new StringBuilder(
              "keys: [order_id]\napply: {as: upsert, order_by: ship_date}\nexpect:\n");
      for (String[] rule : RULES) {
        model
            .append("  - {name: ")
            .append(rule[0])
            .append(", that: \"")
            .append(rule[1])
            .append("\", else: quarantine}\n");
      }
    }
    write(folder.resolve("silver/sales.yml"), model.toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
