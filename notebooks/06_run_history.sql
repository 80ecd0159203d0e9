-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Run history
-- MAGIC
-- MAGIC When did the pipeline run, how did it end, and where did the time go? The run ledger writes a row to
-- MAGIC `ops.runs` when a run begins and another when it ends, and a row to `ops.steps` for each step that did
-- MAGIC something. Where each layer is a task of its own, as in a Databricks job, the tasks of a run share its id:
-- MAGIC then `seconds` is the time of all of them, and `status` that of the last.

-- COMMAND ----------

SET CATALOG IDENTIFIER(:catalog)

-- COMMAND ----------

-- DBTITLE 1,One row for a run
CREATE OR REPLACE TEMPORARY VIEW run_history AS
SELECT
  run_id,
  max(pipeline) AS pipeline,
  max(env) AS env,
  -- A run that was killed never wrote the row of its end.
  coalesce(max_by(status, ended_at), 'running or killed') AS status,
  min(started_at) AS started_at,
  max(ended_at) AS ended_at,
  sum(seconds) AS seconds,
  bool_and(balanced) AS balanced
FROM ops.runs
GROUP BY run_id

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## How fresh is the data?
-- MAGIC
-- MAGIC The end of the last good run, and the last order that it brought.

-- COMMAND ----------

-- DBTITLE 1,Freshness
SELECT
  (SELECT max(ended_at) FROM run_history WHERE status = 'succeeded') AS last_good_run,
  (SELECT max(order_date) FROM silver.sales) AS last_order,
  (SELECT count(*) FROM run_history) AS runs,
  (SELECT count(*) FROM run_history WHERE status <> 'succeeded') AS not_succeeded

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Runs
-- MAGIC
-- MAGIC A run over unchanged inputs does nothing and does not stand here. `balanced` is false when a row went
-- MAGIC missing between two tables; then the run has failed.

-- COMMAND ----------

-- DBTITLE 1,The last thirty runs
SELECT run_id, pipeline, env, status, started_at, ended_at, seconds, balanced
FROM run_history
ORDER BY started_at DESC, run_id
LIMIT 30

-- COMMAND ----------

-- DBTITLE 1,Seconds of the last thirty runs
-- chart: bar x=started_at y=seconds
SELECT date_format(started_at, 'yyyy-MM-dd HH:mm:ss') AS started_at, seconds
FROM (SELECT started_at, seconds FROM run_history WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 30) AS last_runs
ORDER BY started_at

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Where the time goes
-- MAGIC
-- MAGIC The steps of the last run that ended. Steps run side by side, so their seconds add up to more than
-- MAGIC those of the run.

-- COMMAND ----------

-- DBTITLE 1,Steps of the last run
-- chart: hbar x=step y=seconds
SELECT step, seconds, read, written, updated, unchanged, quarantined, deduplicated, detail
FROM ops.steps
WHERE run_id = (SELECT max_by(run_id, ended_at) FROM run_history WHERE ended_at IS NOT NULL)
ORDER BY seconds DESC, step

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Rows that were carried
-- MAGIC
-- MAGIC What each layer read in the last thirty runs. A tall bar is a first load or a full refresh; afterwards cost follows
-- MAGIC change.

-- COMMAND ----------

-- DBTITLE 1,Rows read by layer and run
-- chart: bar x=recorded_at y=rows_read series=layer stacked=true
SELECT
  date_format(recorded_at, 'yyyy-MM-dd HH:mm:ss') AS recorded_at,
  split(step, '[.]')[0] AS layer,
  sum(read) AS rows_read
FROM ops.steps
-- Landing counts files, not rows.
WHERE step NOT LIKE 'land.%'
  AND recorded_at IN (SELECT DISTINCT recorded_at FROM ops.steps ORDER BY recorded_at DESC LIMIT 30)
GROUP BY recorded_at, split(step, '[.]')[0]
ORDER BY recorded_at, layer

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Failures
-- MAGIC
-- MAGIC The sentence of each step that failed, newest first. No row means that nothing ever failed.

-- COMMAND ----------

-- DBTITLE 1,Steps that failed
SELECT recorded_at, run_id, step, error
FROM ops.steps
WHERE status = 'failed'
ORDER BY recorded_at DESC, step
LIMIT 30
