SELECT order_id, order_date, region, country, item_type, units_sold, total_revenue FROM silver.sales
