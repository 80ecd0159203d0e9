-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Revenue and profit
-- MAGIC
-- MAGIC What did each year bring, how much of it was profit, and which products earned it? The figures are
-- MAGIC those of `gold.revenue_by_year` and `gold.product_profitability`, which are also published to MySQL.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Year by year
-- MAGIC
-- MAGIC Revenue is cost plus profit. The last year is usually not over yet, so its bars are shorter without
-- MAGIC anything being wrong: look at the margin and at revenue per order instead, which do not depend on
-- MAGIC how many months there are.

-- COMMAND ----------

-- DBTITLE 1,Revenue, cost and profit by year
-- chart: bar x=year y=cost,profit stacked=true
SELECT year, orders, units, revenue, cost, profit
FROM gold.revenue_by_year
ORDER BY year

-- COMMAND ----------

-- DBTITLE 1,Margin and revenue per order
-- chart: line x=year y=margin format=percent
SELECT
  year,
  CAST(profit / revenue AS DECIMAL(9, 4)) AS margin,
  CAST(revenue / orders AS DECIMAL(18, 2)) AS revenue_per_order,
  CAST(units / orders AS DECIMAL(18, 1)) AS units_per_order
FROM gold.revenue_by_year
ORDER BY year

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Growth over the year before
-- MAGIC
-- MAGIC `lag` fetches the year before; the first year has none, so its growth is NULL. A year without orders
-- MAGIC in all four quarters is left out: a part of a year cannot be held against a whole one.

-- COMMAND ----------

-- DBTITLE 1,Growth of revenue and profit
-- chart: bar x=year y=revenue_growth,profit_growth format=percent
WITH years AS (
  SELECT
    year,
    revenue,
    profit,
    lag(revenue) OVER (ORDER BY year) AS revenue_before,
    lag(profit) OVER (ORDER BY year) AS profit_before
  FROM gold.revenue_by_year
  WHERE year IN (SELECT year FROM gold.regional_sales GROUP BY year HAVING count(DISTINCT quarter) = 4)
)
SELECT
  year,
  revenue,
  revenue_before,
  CAST((revenue - revenue_before) / revenue_before AS DECIMAL(9, 4)) AS revenue_growth,
  CAST((profit - profit_before) / profit_before AS DECIMAL(9, 4)) AS profit_growth
FROM years
ORDER BY year

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Products
-- MAGIC
-- MAGIC High revenue and a high margin are different things: a product far down this list may still earn
-- MAGIC more with each unit than those at its top.

-- COMMAND ----------

-- DBTITLE 1,Profit and margin by product
-- chart: hbar x=item_type y=profit
SELECT item_type, orders, units, revenue, cost, profit, margin
FROM gold.product_profitability
ORDER BY profit DESC, item_type

-- COMMAND ----------

-- DBTITLE 1,Where revenue comes from: channels
-- chart: bar x=year y=revenue series=sales_channel stacked=true
SELECT year, sales_channel, sum(orders) AS orders, sum(revenue) AS revenue, sum(revenue_share) AS revenue_share
FROM gold.channel_mix
GROUP BY year, sales_channel
ORDER BY year, sales_channel
