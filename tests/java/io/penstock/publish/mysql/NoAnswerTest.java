package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.testing.TestSpark;
import io.penstock.testing.VerifyOnly;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** An address behind which there is no server: a sentence, and before anybody gives up waiting. */
@VerifyOnly
class NoAnswerTest {
  private static final long AT_MOST_SECONDS = 40;

  @Test
  void an_address_where_nobody_answers_is_said_in_time() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      String address = "127.0.0.1:" + silent.getLocalPort();
      MySqlEndpoint endpoint =
          new MySqlEndpoint("jdbc:mysql://" + address + "/d", "u", ConnectionTroubleTest.SECRET);
      assertThat(failure(endpoint)).contains("does not answer", address);
      silent.close();
      assertThat(failure(endpoint)).contains("does not answer", address);
      assertThat((System.nanoTime() - start) / 1_000_000_000L).isLessThan(AT_MOST_SECONDS);
    }
  }

  private static String failure(MySqlEndpoint endpoint) {
    return ConnectionTroubleTest.failure(
        new TestSwap(endpoint, TestSpark.session().range(2).toDF("id")));
  }
}
