package io.penstock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.TestSpark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which columns of which tables the columns of a SELECT are made. */
class ColumnLineageTest {
  private static final Map<String, String> TABLES =
      Map.of(
          "silver.s", "id INT, region STRING, units INT, price DECIMAL(10,2), tags ARRAY<STRING>",
          "silver.c", "id INT, country STRING, valid_from DATE, units INT");

  private static ColumnLineage.Found lineage(String sql) {
    SparkSession spark = TestSpark.session();
    Map<String, Dataset<Row>> tables =
        TABLES.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    table ->
                        spark.createDataFrame(List.of(), StructType.fromDDL(table.getValue()))));
    Dataset<Row> rows =
        SqlPlans.select(
            spark,
            sql,
            parts -> Optional.ofNullable(tables.get(String.join(".", parts))),
            Map.of());
    return ColumnLineage.of(rows, Set.copyOf(TABLES.keySet()));
  }

  private static String text(ColumnLineage.Found found) {
    return found.columns().entrySet().stream()
            .map(
                column ->
                    column.getKey()
                        + "="
                        + column.getValue().stream()
                            .map(Object::toString)
                            .map(name -> name.replace("silver.", ""))
                            .collect(Collectors.joining("+")))
            .collect(Collectors.joining(" "))
        + " by "
        + found.rows().stream()
            .map(Object::toString)
            .map(name -> name.replace("silver.", ""))
            .collect(Collectors.joining("+"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id, units * price AS r FROM silver.s | id=s.id r=s.price+s.units by",
        "SELECT * FROM silver.c WHERE units > 1 | id=c.id country=c.country valid_from=c.valid_from"
            + " units=c.units by c.units",
        "SELECT region, sum(units) u FROM silver.s GROUP BY region HAVING max(price) > 1"
            + " | region=s.region u=s.units by s.price+s.region",
        "SELECT a.id, b.country FROM silver.s a JOIN silver.c b ON a.id = b.id"
            + " | id=s.id country=c.country by c.id+s.id",
        "WITH x AS (SELECT id, upper(region) r FROM silver.s) SELECT x.r, y.r r2 FROM x JOIN x y"
            + " ON x.id = y.id | r=s.region r2=s.region by s.id",
        "SELECT id, region v FROM silver.s UNION ALL SELECT units, country FROM silver.c"
            + " | id=c.units+s.id v=c.country+s.region by",
        "SELECT id, row_number() OVER (PARTITION BY region ORDER BY price) n FROM silver.s"
            + " | id=s.id n=s.price+s.region by",
        "SELECT id, tag FROM silver.s LATERAL VIEW explode(tags) t AS tag | id=s.id tag=s.tags by"
            + " s.tags",
        "SELECT id, (SELECT max(country) FROM silver.c WHERE c.id = s.id) m FROM silver.s"
            + " | id=s.id m=c.country+s.id by c.id",
        "SELECT id FROM silver.s WHERE units IN (SELECT units FROM silver.c) | id=s.id by"
            + " c.units+s.units",
        "SELECT 1 AS one, count(*) n FROM silver.s | one= n= by",
      })
  void columnsAreOfWhatComputesThem(String sql, String wanted) {
    assertThat(text(lineage(sql)).strip()).isEqualTo(wanted.strip());
  }
}
