SELECT
  item_type,
  count(*) AS orders,
  sum(units_sold) AS units,
  sum(total_revenue) AS revenue,
  sum(total_cost) AS cost,
  sum(total_profit) AS profit,
  CAST(sum(total_profit) / sum(total_revenue) AS DECIMAL(9, 6)) AS margin
FROM silver.sales
GROUP BY item_type
