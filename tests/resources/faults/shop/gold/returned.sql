SELECT units, count(*) AS returns, sum(amount) AS amount FROM silver.returns GROUP BY units
