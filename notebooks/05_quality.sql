-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Data quality and quarantine
-- MAGIC
-- MAGIC Which rules did the data break, what became of the rows, and do the books balance? Rules are written
-- MAGIC in `silver/sales.yml`; what they found is in `ops.checks`, the rows that were not let in are in
-- MAGIC `quarantine.bronze_sales` and `quarantine.silver_sales`, each with its file and line.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## What the rules found
-- MAGIC
-- MAGIC The last finding of each rule. `action` says what became of the rows: `quarantine` keeps them out,
-- MAGIC `rescue` lets the row in and keeps the value that did not fit as text, `warn` only counts.

-- COMMAND ----------

-- DBTITLE 1,Violations, last finding of each rule
-- chart: hbar x=rule y=violations
SELECT
  step,
  rule,
  max_by(action, recorded_at) AS action,
  max_by(violations, recorded_at) AS violations,
  max_by(`rows`, recorded_at) AS rows_checked,
  CAST(try_divide(max_by(violations, recorded_at), max_by(`rows`, recorded_at)) AS DECIMAL(9, 6)) AS share,
  max(recorded_at) AS recorded_at
FROM ops.checks
GROUP BY step, rule
ORDER BY violations DESC, step, rule

-- COMMAND ----------

-- DBTITLE 1,Violations in the last thirty runs that checked something
-- chart: bar x=recorded_at y=violations series=rule stacked=true
SELECT
  date_format(recorded_at, 'yyyy-MM-dd HH:mm:ss') AS recorded_at,
  rule,
  sum(violations) AS violations,
  sum(`rows`) AS rows_checked,
  CAST(try_divide(sum(violations), sum(`rows`)) AS DECIMAL(9, 6)) AS share
FROM ops.checks
WHERE recorded_at IN (SELECT DISTINCT recorded_at FROM ops.checks ORDER BY recorded_at DESC LIMIT 30)
GROUP BY recorded_at, rule
ORDER BY recorded_at, rule

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Do the books balance?
-- MAGIC
-- MAGIC Every row read must be found again: written, updated, unchanged, quarantined, filtered or recognised
-- MAGIC as a duplicate. `missing` must be 0 on every line; a run in which it is not fails by itself.

-- COMMAND ----------

-- DBTITLE 1,The books of each step, over all runs
SELECT
  step,
  sum(read) AS read,
  sum(written) AS written,
  sum(updated) AS updated,
  sum(unchanged) AS unchanged,
  sum(quarantined) AS quarantined,
  sum(filtered) AS filtered,
  sum(deduplicated) AS deduplicated,
  sum(read - written - updated - unchanged - quarantined - filtered - deduplicated) AS missing
FROM ops.steps
WHERE status = 'done'
GROUP BY step
ORDER BY array_position(array('land', 'bronze', 'silver', 'gold', 'publish'), split(step, '[.]')[0]), step

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## The same money four times
-- MAGIC
-- MAGIC Four gold tables divide the same orders differently, so their totals are equal to the cent, and equal
-- MAGIC to silver. A `difference` other than 0 means that a table is behind: run its step.

-- COMMAND ----------

-- DBTITLE 1,Total revenue, table by table
WITH totals AS (
  SELECT 'silver.sales' AS table_name, CAST(sum(total_revenue) AS DECIMAL(38, 2)) AS revenue, count(*) AS orders FROM silver.sales
  UNION ALL
  SELECT 'gold.revenue_by_year', CAST(sum(revenue) AS DECIMAL(38, 2)), sum(orders) FROM gold.revenue_by_year
  UNION ALL
  SELECT 'gold.regional_sales', CAST(sum(revenue) AS DECIMAL(38, 2)), sum(orders) FROM gold.regional_sales
  UNION ALL
  SELECT 'gold.product_profitability', CAST(sum(revenue) AS DECIMAL(38, 2)), sum(orders) FROM gold.product_profitability
  UNION ALL
  SELECT 'gold.channel_mix', CAST(sum(revenue) AS DECIMAL(38, 2)), sum(orders) FROM gold.channel_mix
)
SELECT
  table_name,
  orders,
  revenue,
  revenue - max(CASE WHEN table_name = 'silver.sales' THEN revenue END) OVER () AS difference
FROM totals
ORDER BY table_name DESC

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Quarantine: records that could not be read
-- MAGIC
-- MAGIC Records of the files that are no rows at all, such as a line that breaks off. `_reason` says what is
-- MAGIC wrong, `_row` is the record as it is in the file.
-- MAGIC
-- MAGIC On Databricks a quarantine table is there once a row has been turned away; where it is missing,
-- MAGIC nothing ever was.

-- COMMAND ----------

-- DBTITLE 1,Unreadable records by file
SELECT
  element_at(split(_source_file, '/'), -1) AS file,
  array_join(_rules, ', ') AS rules,
  count(*) AS records,
  min(_line) AS first_line,
  max(_line) AS last_line,
  min(_reason) AS a_reason
FROM quarantine.bronze_sales
GROUP BY element_at(split(_source_file, '/'), -1), array_join(_rules, ', ')
ORDER BY records DESC, file, rules

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Quarantine: rows that broke a rule
-- MAGIC
-- MAGIC A row carries every rule that it broke, so the rules' counts may add up to more than the rows.

-- COMMAND ----------

-- DBTITLE 1,Quarantined rows by rule
-- chart: hbar x=rule y=quarantined_rows
SELECT rule, count(*) AS quarantined_rows, count(DISTINCT _source_file) AS files, max(_quarantined_at) AS last_seen
FROM (SELECT explode(_rules) AS rule, _source_file, _quarantined_at FROM quarantine.silver_sales) AS broken
GROUP BY rule
ORDER BY quarantined_rows DESC, rule

-- COMMAND ----------

-- DBTITLE 1,Rows to look at
SELECT
  array_join(_rules, ', ') AS rules,
  element_at(split(_source_file, '/'), -1) AS file,
  _line AS line,
  _row AS `row`
FROM quarantine.silver_sales
ORDER BY file, line, rules
LIMIT 20
