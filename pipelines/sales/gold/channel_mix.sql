SELECT
  year(order_date) AS year,
  sales_channel,
  order_priority,
  count(*) AS orders,
  sum(total_revenue) AS revenue,
  CAST(
    sum(total_revenue) / sum(sum(total_revenue)) OVER (PARTITION BY year(order_date)) AS DECIMAL(9, 6)
  ) AS revenue_share
FROM silver.sales
GROUP BY year(order_date), sales_channel, order_priority
