SELECT
  region,
  country,
  year(order_date) AS year,
  quarter(order_date) AS quarter,
  count(*) AS orders,
  sum(total_revenue) AS revenue,
  sum(total_cost) AS cost,
  sum(total_profit) AS profit
FROM silver.sales
GROUP BY region, country, year(order_date), quarter(order_date)
