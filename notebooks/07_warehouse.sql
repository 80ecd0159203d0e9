-- Databricks notebook source
-- MAGIC %md
-- MAGIC # The warehouse's questions
-- MAGIC
-- MAGIC What is asked first of a table that has just been published, in MySQL, Redshift or Athena: how many rows are there, what do they look
-- MAGIC like, and do the yearly sums agree? Here the same statements run over gold, so both answers can be held side by side. There,
-- MAGIC leave out `gold.`; `penstock query --on analytics "…"` asks from the command line.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- DBTITLE 1,How many rows each published table has
SELECT 'regional_sales' AS published, COUNT(*) AS row_count FROM gold.regional_sales
UNION ALL
SELECT 'revenue_by_year', COUNT(*) FROM gold.revenue_by_year
UNION ALL
SELECT 'product_profitability', COUNT(*) FROM gold.product_profitability
ORDER BY published

-- COMMAND ----------

-- DBTITLE 1,A preview
SELECT *
FROM gold.regional_sales
ORDER BY region, country, year, quarter
LIMIT 20

-- COMMAND ----------

-- DBTITLE 1,Revenue and profit by year
-- chart: bar x=year y=revenue,profit
SELECT year, SUM(revenue) AS revenue, SUM(profit) AS profit
FROM gold.regional_sales
GROUP BY year
ORDER BY year

-- COMMAND ----------

-- MAGIC %md
-- MAGIC The sums over `regional_sales` are those of `revenue_by_year`, which is computed on its own: no year may differ.

-- COMMAND ----------

-- DBTITLE 1,Years, and how many of them differ
SELECT
  COUNT(*) AS years,
  COUNT_IF(NOT (r.revenue <=> y.revenue AND r.profit <=> y.profit)) AS years_that_differ
FROM (
  SELECT year, SUM(revenue) AS revenue, SUM(profit) AS profit
  FROM gold.regional_sales
  GROUP BY year) r
FULL OUTER JOIN gold.revenue_by_year y ON r.year = y.year
