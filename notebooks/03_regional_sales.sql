-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Regional sales by quarter
-- MAGIC
-- MAGIC How do the regions of the world compare, and do they move with the seasons? Everything here comes
-- MAGIC from `gold.regional_sales`: one row for a country in a quarter.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Regions as a whole
-- MAGIC
-- MAGIC Regions have very different numbers of countries; revenue per country makes them comparable.

-- COMMAND ----------

-- DBTITLE 1,Revenue by region
-- chart: hbar x=region y=revenue
SELECT
  region,
  count(DISTINCT country) AS countries,
  sum(orders) AS orders,
  sum(revenue) AS revenue,
  sum(profit) AS profit,
  CAST(sum(profit) / sum(revenue) AS DECIMAL(9, 4)) AS margin,
  CAST(sum(revenue) / count(DISTINCT country) AS DECIMAL(18, 2)) AS revenue_per_country
FROM gold.regional_sales
GROUP BY region
ORDER BY revenue DESC, region

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Quarter by quarter
-- MAGIC
-- MAGIC A line for each region. Click a name above the chart to hide its line. The last quarter may not be
-- MAGIC over yet.

-- COMMAND ----------

-- DBTITLE 1,Revenue by region and quarter
-- chart: line x=quarter y=revenue series=region
SELECT concat(year, '-Q', quarter) AS quarter, region, sum(orders) AS orders, sum(revenue) AS revenue, sum(profit) AS profit
FROM gold.regional_sales
GROUP BY year, quarter, region
ORDER BY year, quarter, region

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Seasons
-- MAGIC
-- MAGIC Does one quarter of the year stand out? Revenue of each quarter over all years that are complete,
-- MAGIC that is, have orders in all four quarters.

-- COMMAND ----------

-- DBTITLE 1,Revenue by quarter of the year, complete years
-- chart: hbar x=region y=q1,q2,q3,q4
WITH complete_years AS (
  SELECT year FROM gold.regional_sales GROUP BY year HAVING count(DISTINCT quarter) = 4
)
SELECT
  region,
  sum(CASE WHEN quarter = 1 THEN revenue ELSE 0 END) AS q1,
  sum(CASE WHEN quarter = 2 THEN revenue ELSE 0 END) AS q2,
  sum(CASE WHEN quarter = 3 THEN revenue ELSE 0 END) AS q3,
  sum(CASE WHEN quarter = 4 THEN revenue ELSE 0 END) AS q4
FROM gold.regional_sales
WHERE year IN (SELECT year FROM complete_years)
GROUP BY region
ORDER BY region

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## The last four quarters
-- MAGIC
-- MAGIC Each region against the four quarters before them.

-- COMMAND ----------

-- DBTITLE 1,The last four quarters against the four before
-- chart: hbar x=region y=change format=percent
WITH numbered AS (
  SELECT region, revenue, dense_rank() OVER (ORDER BY year DESC, quarter DESC) AS quarters_ago
  FROM gold.regional_sales
),
sums AS (
  SELECT
    region,
    sum(CASE WHEN quarters_ago <= 4 THEN revenue ELSE 0 END) AS last_four,
    sum(CASE WHEN quarters_ago BETWEEN 5 AND 8 THEN revenue ELSE 0 END) AS four_before
  FROM numbered
  GROUP BY region
)
SELECT
  region,
  last_four,
  four_before,
  CAST(try_divide(last_four - four_before, four_before) AS DECIMAL(9, 4)) AS change
FROM sums
ORDER BY change DESC, region
