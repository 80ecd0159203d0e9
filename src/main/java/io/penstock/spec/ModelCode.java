package io.penstock.spec;

/** What computes a model: a SELECT in a file of its own, or a Java class. */
public sealed interface ModelCode {

  /** Where it is written. */
  Origin at();

  /** Whether its columns are known without running it. */
  boolean isAnalysable();

  /** Calls the one method that is meant for this kind of code. */
  <T> T accept(Kinds<T> kinds);

  /** Something for each kind of code. */
  interface Kinds<T> {
    T sql(Sql code);

    T javaClass(JavaClass code);
  }

  /** Plain Spark SQL. */
  record Sql(String text, Origin at) implements ModelCode {
    @Override
    public boolean isAnalysable() {
      return true;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.sql(this);
    }
  }

  /** A class that implements Penstock's model interface. */
  record JavaClass(String name, Origin at) implements ModelCode {
    @Override
    public boolean isAnalysable() {
      return false;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
      return kinds.javaClass(this);
    }
  }
}
