SELECT country, sum(units_sold) AS units, sum(total_revenue) AS revenue FROM silver.sales GROUP BY country
