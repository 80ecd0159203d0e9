package io.penstock.spec;

/** What computes a model: a SELECT in a file of its own, or a Java class. */
public sealed interface ModelCode {

  /** Where it is written. */
  Origin at();

  /** Plain Spark SQL. */
  record Sql(String text, Origin at) implements ModelCode {}

  /** A class that implements Penstock's model interface. */
  record JavaClass(String name, Origin at) implements ModelCode {}
}
