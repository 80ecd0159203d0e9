package io.penstock.bronze;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, whose connection is cut when a certain byte is asked for. */
public final class UnreliableFiles extends RawLocalFileSystem {
  static final int FOR_EVER = Integer.MAX_VALUE;
  static volatile long at;
  static final AtomicInteger TIMES = new AtomicInteger();

  static void cut(long at, int times) {
    UnreliableFiles.at = at;
    TIMES.set(times);
  }

  @Override
  public URI getUri() {
    return URI.create("unreliable:///");
  }

  @Override
  public String getScheme() {
    return "unreliable";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    FSDataInputStream in = super.open(file, 4096);
    return new FSDataInputStream(
        new FSInputStream() {
          @Override
          public int read() throws IOException {
            check(1);
            return in.read();
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            int few = Math.min(length, 1000);
            check(few);
            return in.read(bytes, from, few);
          }

          private void check(int more) throws IOException {
            if (in.getPos() + more > at && TIMES.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
              throw new IOException("Connection reset");
            }
          }

          @Override
          public void seek(long place) throws IOException {
            in.seek(place);
          }

          @Override
          public long getPos() throws IOException {
            return in.getPos();
          }

          @Override
          public boolean seekToNewSource(long place) {
            return false;
          }

          @Override
          public void close() throws IOException {
            in.close();
          }
        });
  }
}
