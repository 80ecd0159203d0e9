-- One row per order. Country names are cleaned of spaces around them; the rule
-- country_is_trimmed counts how often that was needed.
SELECT
  order_id,
  order_date,
  ship_date,
  region,
  trim(country) AS country,
  country AS country_as_written,
  item_type,
  sales_channel,
  order_priority,
  units_sold,
  unit_price,
  unit_cost,
  total_revenue,
  total_cost,
  total_profit
FROM bronze.sales
