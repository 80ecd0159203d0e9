-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Ranking and growth of countries
-- MAGIC
-- MAGIC Which countries lead their region, who climbs, and how much of a region's revenue hangs on a few of
-- MAGIC them? `gold.country_ranking` holds each country's place within its region and year; window functions
-- MAGIC set a row in relation to the others of its year or to its own year before.
-- MAGIC
-- MAGIC All questions are asked of the last year with orders in all four quarters, so that nobody leads or
-- MAGIC falls only because a year is not over.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- DBTITLE 1,The year that is looked at
CREATE OR REPLACE TEMPORARY VIEW full_year AS
SELECT max(year) AS year
FROM (SELECT year FROM gold.regional_sales GROUP BY year HAVING count(DISTINCT quarter) = 4) AS complete_years

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## The first three of each region
-- MAGIC
-- MAGIC `revenue_share` is the country's part of its region's revenue in the year.

-- COMMAND ----------

-- DBTITLE 1,The first three of each region
SELECT r.region, r.revenue_rank, r.country, r.year, r.revenue, r.revenue_share, r.growth
FROM gold.country_ranking AS r
JOIN full_year AS f ON r.year = f.year
WHERE r.revenue_rank <= 3
ORDER BY r.region, r.revenue_rank, r.country

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## The first fifteen of the world
-- MAGIC
-- MAGIC `rank` over all countries, whatever their region. The running share says how much of all revenue the
-- MAGIC countries down to this one make up.

-- COMMAND ----------

-- DBTITLE 1,The first fifteen of the world
-- chart: hbar x=country y=revenue
WITH world AS (
  SELECT
    rank() OVER (ORDER BY r.revenue DESC) AS world_rank,
    r.country,
    r.region,
    r.revenue,
    CAST(
      sum(r.revenue) OVER (ORDER BY r.revenue DESC, r.country ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
        / sum(r.revenue) OVER () AS DECIMAL(9, 4)
    ) AS running_share
  FROM gold.country_ranking AS r
  JOIN full_year AS f ON r.year = f.year
)
SELECT world_rank, country, region, revenue, running_share
FROM world
WHERE world_rank <= 15
ORDER BY world_rank, country

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Climbers
-- MAGIC
-- MAGIC Places won within the region since the year before. `lag` over the country's own years fetches its
-- MAGIC last place; growth alone would favour small countries.

-- COMMAND ----------

-- DBTITLE 1,Who climbed most
-- chart: hbar x=country y=places_won
WITH places AS (
  SELECT
    region,
    country,
    year,
    revenue_rank,
    lag(revenue_rank) OVER (PARTITION BY region, country ORDER BY year) AS rank_before,
    growth
  FROM gold.country_ranking
)
SELECT p.country, p.region, p.rank_before, p.revenue_rank, p.rank_before - p.revenue_rank AS places_won, p.growth
FROM places AS p
JOIN full_year AS f ON p.year = f.year
WHERE p.rank_before IS NOT NULL
ORDER BY places_won DESC, p.growth DESC, p.country
LIMIT 15

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## How steady the leaders are
-- MAGIC
-- MAGIC In how many of all years did a country lead its region? A region where the first place changes every
-- MAGIC year has no leader to speak of.

-- COMMAND ----------

-- DBTITLE 1,Years in the first place
SELECT
  region,
  country,
  count(*) AS years_first,
  min(year) AS first_time,
  max(year) AS last_time,
  CAST(avg(revenue_share) AS DECIMAL(9, 4)) AS average_share
FROM gold.country_ranking
WHERE revenue_rank = 1
GROUP BY region, country
ORDER BY region, years_first DESC, country

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Growth of the regions
-- MAGIC
-- MAGIC Revenue of each region over its year before. Years that are not complete are left out.

-- COMMAND ----------

-- DBTITLE 1,Growth by region and year
-- chart: line x=year y=growth series=region format=percent
WITH yearly AS (
  SELECT region, year, sum(revenue) AS revenue
  FROM gold.country_ranking
  WHERE year <= (SELECT year FROM full_year)
  GROUP BY region, year
),
growing AS (
  SELECT region, year, revenue, lag(revenue) OVER (PARTITION BY region ORDER BY year) AS revenue_before
  FROM yearly
)
SELECT year, region, revenue, CAST((revenue - revenue_before) / revenue_before AS DECIMAL(9, 4)) AS growth
FROM growing
WHERE revenue_before IS NOT NULL
ORDER BY year, region
