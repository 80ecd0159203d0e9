package io.penstock.spec;

/**
 * Something went wrong that has been put into one sentence for the user. The subclass says what
 * kind of failure it is and with it the exit status; the cause, if any, is for the log only.
 */
public abstract class PenstockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected PenstockException(String sentence, Throwable cause) {
    super(printable(sentence), cause);
  }

  // Sentences quote data, and what a file holds must not steer the terminal that shows them.
  private static String printable(String sentence) {
    StringBuilder text = new StringBuilder(sentence.length());
    for (char c : sentence.toCharArray()) {
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        text.append(String.format("\\x%02X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The exit status of the process: 1 a step failed, 2 the spec is wrong, 3 a guard refused. */
  public abstract int exitStatus();

  /** Whether doing the same again may succeed without anybody changing anything. */
  public boolean retryable() {
    return false;
  }
}
