package io.penstock.format.bind;

/** What becomes of the values of undeclared columns, once the contract lets the file pass. */
public enum NewColumnPolicy {
  /** They are extra columns of the record. */
  ADD,
  /** They are kept as text in the record's rescued map. */
  RESCUE
}
