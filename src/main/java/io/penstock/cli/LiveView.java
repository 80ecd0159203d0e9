package io.penstock.cli;

import io.penstock.ops.StepResult;
import io.penstock.plan.Decision;
import io.penstock.run.PlainLines;
import io.penstock.run.RunListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;

/** On a terminal: a progress bar per running step, which becomes a line when the step has ended. */
final class LiveView implements RunView {
  private static final int REDRAW_MS = 200;

  // The launcher asks the terminal; the JVM would have to start a process for it.
  private static final int COLUMNS = Integer.getInteger("penstock.columns", 80);

  private final LiveLines lines;
  private final Map<String, ProgressBar> bars = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

  LiveView(PrintStream out) {
    this.lines = new LiveLines(out, COLUMNS);
    out.println("starting Spark and what the pipeline needs …");
  }

  @Override
  public void begin(String pipeline, SparkSession spark) {
    SparkStatusTracker tracker = spark.sparkContext().statusTracker();
    ticks.scheduleWithFixedDelay(
        () -> bars.forEach((step, bar) -> tasks(tracker, step, bar)),
        REDRAW_MS,
        REDRAW_MS,
        TimeUnit.MILLISECONDS);
  }

  private static void tasks(SparkStatusTracker tracker, String step, ProgressBar bar) {
    long total = 0;
    long done = 0;
    for (int job : tracker.getJobIdsForTag(step)) {
      var info = tracker.getJobInfo(job);
      if (info.isEmpty()) {
        continue;
      }
      for (int stage : info.get().stageIds()) {
        var tasks = tracker.getStageInfo(stage);
        if (tasks.isDefined()) {
          total += tasks.get().numTasks();
          done += tasks.get().numCompletedTasks();
        }
      }
    }
    if (total > 0) {
      bar.maxHint(total).stepTo(done);
    }
  }

  @Override
  public RunListener listener() {
    return new RunListener() {
      @Override
      public void started(String step, Decision decision) {
        if (!decision.skips()) {
          bars.put(step, bar(step));
        }
      }

      @Override
      public void progress(String step, long done, long total, String unit) {
        ProgressBar bar = bars.get(step);
        if (bar != null) {
          bar.maxHint(total).stepTo(done).setExtraMessage(unit);
        }
      }

      @Override
      public void ended(StepResult result) {
        ProgressBar bar = bars.remove(result.step());
        if (bar != null) {
          bar.close();
        }
        lines.end(
            result.step(),
            String.format(
                Locale.ROOT,
                "%-40s %s, %.1f s",
                result.step(),
                PlainLines.words(result),
                result.seconds()));
      }
    };
  }

  private ProgressBar bar(String step) {
    Consumer<String> drawing = line -> lines.show(step, line.stripTrailing());
    return new ProgressBarBuilder()
        .setTaskName(String.format(Locale.ROOT, "%-40s", step))
        .setInitialMax(-1)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(REDRAW_MS)
        .setConsumer(new DelegatingProgressBarConsumer(drawing, COLUMNS))
        .hideEta()
        .build();
  }

  @Override
  public void end() {
    ticks.shutdownNow();
    List<ProgressBar> left = List.copyOf(bars.values());
    bars.clear();
    left.forEach(ProgressBar::close);
    lines.rest();
  }
}
