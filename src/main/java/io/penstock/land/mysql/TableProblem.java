package io.penstock.land.mysql;

/** Why a table cannot be loaded as its source says, as the end of "cannot be loaded because …". */
public final class TableProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableProblem(String why) {
    super(why);
  }
}
