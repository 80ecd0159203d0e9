SELECT
  year(order_date) AS year,
  count(*) AS orders,
  sum(units_sold) AS units,
  sum(total_revenue) AS revenue,
  sum(total_cost) AS cost,
  sum(total_profit) AS profit
FROM silver.sales
GROUP BY year(order_date)
