package io.penstock.local;

/** A short sleep between two looks at something. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.interrupted("wait for the local servers");
    }
  }
}
