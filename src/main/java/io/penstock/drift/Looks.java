package io.penstock.drift;

import io.penstock.spec.RedactedFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several looks side by side. */
final class Looks {
  private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
  private static final int AT_A_TIME = 8;

  private Looks() {}

  /**
   * All of them, in their order.
   *
   * @param patience how long one may take, before it has found nothing
   */
  static <T> SourceLook atOnce(List<T> each, Function<T, SourceLook> look, Duration patience) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_A_TIME,
            task -> {
              Thread thread = new Thread(task, "penstock-drift");
              // One that hangs must not keep the process from its end.
              thread.setDaemon(true);
              return thread;
            });
    try {
      return each.stream()
          .map(
              one ->
                  CompletableFuture.supplyAsync(() -> look.apply(one), threads)
                      .completeOnTimeout(
                          SourceLook.of(List.of()), patience.toSeconds(), TimeUnit.SECONDS))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .reduce(SourceLook.of(List.of()), SourceLook::with);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Nothing is found by one that fails, for whatever reason. */
  static <T, R> Function<T, R> orElse(R nothing, Function<T, R> look) {
    return one -> {
      try {
        return look.apply(one);
      } catch (RuntimeException e) {
        LOG.info("a look for drift has failed", RedactedFailure.of(e));
        return nothing;
      }
    };
  }
}
