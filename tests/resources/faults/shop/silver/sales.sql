SELECT order_id, order_date, region, trim(country) AS country, item_type, units_sold, unit_price, total_revenue
FROM bronze.sales
