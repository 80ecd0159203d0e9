package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Whether somebody is behind a port who lets one in. */
class PortAnswerTest {
  /** A PostgreSQL that has just been started: it speaks of encryption, and lets nobody in. */
  private static PortAnswer whileItStarts(java.util.function.IntFunction<PortAnswer> ask)
      throws Exception {
    try (ServerSocket starting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket client = starting.accept()) {
                  byte[] begin = client.getInputStream().readNBytes(8);
                  client.getOutputStream().write(begin[4] == 4 ? 'N' : 'E');
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      server.start();
      PortAnswer answer = ask.apply(starting.getLocalPort());
      server.join();
      return answer;
    }
  }

  @Test
  void aServerThatIsStillStartingDoesNotSpeakYet() throws Exception {
    assertThat(whileItStarts(PortAnswer::ofPostgres)).isEqualTo(PortAnswer.REFUSES);
    assertThat(whileItStarts(PortAnswer::ofRedshift)).isEqualTo(PortAnswer.SPEAKS);
  }
}
