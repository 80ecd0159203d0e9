package io.penstock.land.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, pulled piece by piece, with a limit on the silence between two pieces: the
 * client's own time-out ends with the headers.
 */
final class TimedBody implements BodySubscriber<TimedBody> {
  private static final int AHEAD = 8;

  private record Piece(List<ByteBuffer> bytes, Optional<Throwable> failure) {}

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Subscription subscription;
  private volatile boolean cancelled;

  /** The next bytes; an empty list is the end. */
  List<ByteBuffer> next(Duration silence) throws IOException, InterruptedException {
    Piece piece = pieces.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
    if (piece == null) {
      throw new HttpTimeoutException("silent");
    }
    if (piece.failure().isPresent()) {
      throw new IOException(piece.failure().get().getMessage(), piece.failure().get());
    }
    if (subscription != null) {
      subscription.request(1);
    }
    return piece.bytes();
  }

  /** Closes the connection when somebody does not want the rest. */
  void cancel() {
    cancelled = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    if (cancelled) {
      newSubscription.cancel();
    } else {
      newSubscription.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    if (bytes.stream().anyMatch(ByteBuffer::hasRemaining)) {
      pieces.add(new Piece(bytes, Optional.empty()));
    } else {
      // An empty piece would look like the end.
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(List.of(), Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), Optional.empty()));
  }
}
