-- Each country's place within its region and year: its rank and share by revenue, the running total
-- down the ranking, and its growth over the year before.
WITH yearly AS (
  SELECT region, country, year, sum(revenue) AS revenue, sum(profit) AS profit
  FROM gold.regional_sales
  GROUP BY region, country, year
)
SELECT
  region,
  country,
  year,
  revenue,
  profit,
  rank() OVER (PARTITION BY region, year ORDER BY revenue DESC) AS revenue_rank,
  CAST(revenue / sum(revenue) OVER (PARTITION BY region, year) AS DECIMAL(9, 6)) AS revenue_share,
  sum(revenue) OVER (
    PARTITION BY region, year
    ORDER BY revenue DESC, country
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS running_revenue,
  CAST(
    (revenue - lag(revenue) OVER (PARTITION BY region, country ORDER BY year))
      / lag(revenue) OVER (PARTITION BY region, country ORDER BY year) AS DECIMAL(18, 6)
  ) AS growth
FROM yearly
