package io.penstock.land.fetch;

import io.penstock.io.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes the body of an answer to the disk and checks that it is all there. */
final class Storing {
  private static final int CHUNK = 1 << 16;

  private final DownloadRequest request;
  private final Partial partial;
  private final DownloadProgress progress;

  Storing(DownloadRequest request, Partial partial, DownloadProgress progress) {
    this.request = request;
    this.partial = partial;
    this.progress = progress;
  }

  Download fromTheBeginning(Answer answer) throws TryAgain, InterruptedException {
    try {
      partial.begin(Validators.of(answer.headers()).strong(), answer.length());
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
    return store(answer, 0, answer.length(), Digests.sha256());
  }

  Download theRest(Answer answer, Partial.Kept kept) throws TryAgain, InterruptedException {
    Optional<ContentRange> range =
        answer.headers().firstValue("Content-Range").flatMap(ContentRange::parse);
    Optional<String> tag = Validators.of(answer.headers()).etag();
    boolean sameVersion =
        tag.isEmpty() || !kept.validator().startsWith("\"") || tag.get().equals(kept.validator());
    if (!sameVersion || range.isEmpty() || !range.get().continues(kept.bytes(), kept.total())) {
      drop();
      throw TryAgain.startOver("the server sent another part of the file than the missing one");
    }
    long total = kept.total() < 0 ? range.get().whole() : kept.total();
    return store(answer, kept.bytes(), total, digestOfKept());
  }

  private Download store(Answer answer, long from, long total, MessageDigest digest)
      throws TryAgain, InterruptedException {
    checkRoom(total - from);
    long size = copy(answer.body(), from, total, digest);
    if (total >= 0 && size != total) {
      if (size > total) {
        drop();
      }
      throw TryAgain.failed(BrokenConnection.cutShort(size, total), null);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (!sha256.equals(request.sha256().orElse(sha256))) {
      drop();
      if (from > 0) {
        throw TryAgain.startOver("the two halves of the file do not fit together");
      }
      throw FetchErrors.wrongSha256(request, sha256, size);
    }
    return new Download.Fetched(
        finish(), size, sha256, Validators.of(answer.headers()), nameOf(answer), answer.encoding());
  }

  private long copy(TimedBody body, long from, long total, MessageDigest digest)
      throws TryAgain, InterruptedException {
    long at = from;
    try (OutputStream out = partial.append()) {
      byte[] chunk = new byte[CHUNK];
      progress.at(at, total);
      List<ByteBuffer> piece = next(body, at, total);
      while (!piece.isEmpty()) {
        for (ByteBuffer bytes : piece) {
          at += write(bytes, chunk, out, digest);
        }
        progress.at(at, total);
        piece = next(body, at, total);
      }
      return at;
    } catch (IOException e) {
      // Only the disk is left: what the network throws has become a TryAgain.
      throw FetchErrors.disk(request, partial.file(), e);
    } finally {
      body.cancel();
    }
  }

  private List<ByteBuffer> next(TimedBody body, long at, long total)
      throws TryAgain, InterruptedException {
    try {
      return body.next(request.silence());
    } catch (IOException e) {
      throw TryAgain.failed(BrokenConnection.inTheBody(request, e, at, total), e);
    }
  }

  private static long write(ByteBuffer bytes, byte[] chunk, OutputStream out, MessageDigest digest)
      throws IOException {
    long written = 0;
    while (bytes.hasRemaining()) {
      int n = Math.min(bytes.remaining(), chunk.length);
      bytes.get(chunk, 0, n);
      out.write(chunk, 0, n);
      digest.update(chunk, 0, n);
      written += n;
    }
    return written;
  }

  private void checkRoom(long needed) {
    try {
      Path folder = partial.file().toAbsolutePath().getParent();
      long free = Files.getFileStore(folder).getUsableSpace();
      if (needed > free) {
        drop();
        throw FetchErrors.noRoom(request, folder, needed, free);
      }
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }

  private MessageDigest digestOfKept() {
    try {
      return Digests.over(partial.file());
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }

  private Path finish() {
    try {
      return partial.finish();
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }

  private void drop() {
    try {
      partial.drop();
    } catch (IOException e) {
      throw FetchErrors.disk(request, partial.file(), e);
    }
  }

  private String nameOf(Answer answer) {
    return FileNames.of(
        answer.headers().firstValue("Content-Disposition"), answer.uri(), request.uri());
  }
}
