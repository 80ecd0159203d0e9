-- Databricks notebook source
-- MAGIC %md
-- MAGIC # What is in the lake
-- MAGIC
-- MAGIC The first look at the sales data: how many rows each table has, what time it spans, and what a row
-- MAGIC looks like. Start here when the data is new to you, or when a figure elsewhere looks odd.
-- MAGIC
-- MAGIC The parameter `catalog` names the catalog that holds the tables. On Databricks the job gives it; by
-- MAGIC hand, add it with *Edit → Add parameter*.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Rows on the way
-- MAGIC
-- MAGIC How many rows are in each layer? Silver holds each valid order once; what else was read is in
-- MAGIC quarantine or was a duplicate (see the notebook `05_quality`). Gold tables are totals, so they have
-- MAGIC far fewer rows.

-- COMMAND ----------

-- DBTITLE 1,Rows in each table
SELECT 'silver.sales' AS table_name, 'an order' AS one_row_is, count(*) AS row_count FROM silver.sales
UNION ALL
SELECT 'gold.regional_sales', 'a country in a quarter', count(*) FROM gold.regional_sales
UNION ALL
SELECT 'gold.country_ranking', 'a country in a year', count(*) FROM gold.country_ranking
UNION ALL
SELECT 'gold.channel_mix', 'a channel and priority in a year', count(*) FROM gold.channel_mix
UNION ALL
SELECT 'gold.product_profitability', 'a product', count(*) FROM gold.product_profitability
UNION ALL
SELECT 'gold.revenue_by_year', 'a year', count(*) FROM gold.revenue_by_year
ORDER BY row_count DESC, table_name

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## What the orders span
-- MAGIC
-- MAGIC The last order date says how far the last year reaches: compare it with the years before only
-- MAGIC for the months that it has.

-- COMMAND ----------

-- DBTITLE 1,Span of the orders
SELECT
  min(order_date) AS first_order,
  max(order_date) AS last_order,
  count(*) AS orders,
  count(DISTINCT region) AS regions,
  count(DISTINCT country) AS countries,
  count(DISTINCT item_type) AS products
FROM silver.sales

-- COMMAND ----------

-- DBTITLE 1,Orders by month
-- chart: line x=month y=orders
SELECT date_format(order_date, 'yyyy-MM') AS month, count(*) AS orders
FROM silver.sales
GROUP BY date_format(order_date, 'yyyy-MM')
ORDER BY month

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## What a row looks like
-- MAGIC
-- MAGIC Ten orders of silver, then ten rows of a gold table. Amounts are decimals, exact to the cent.

-- COMMAND ----------

-- DBTITLE 1,Ten orders
SELECT
  order_id, order_date, region, country, item_type, sales_channel, units_sold, unit_price,
  total_revenue, total_profit
FROM silver.sales
ORDER BY order_id
LIMIT 10

-- COMMAND ----------

-- DBTITLE 1,Ten rows of gold.regional_sales
SELECT region, country, year, quarter, orders, revenue, cost, profit
FROM gold.regional_sales
ORDER BY region, country, year, quarter
LIMIT 10
