package io.penstock.spec;

/** What the user wrote, in a file or on the command line, is wrong; nothing was run. */
public final class SpecException extends PenstockException {
  private static final long serialVersionUID = 1L;

  public SpecException(String sentence) {
    super(sentence, null);
  }

  public SpecException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  @Override
  public int exitStatus() {
    return 2;
  }
}
