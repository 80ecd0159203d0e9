package io.penstock.spec;

/** A guard or the schema contract refused: the tables are as they were. */
public final class RefusedException extends PenstockException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String sentence) {
    super(sentence, null);
  }

  @Override
  public int exitStatus() {
    return 3;
  }
}
