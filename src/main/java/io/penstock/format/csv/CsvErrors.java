package io.penstock.format.csv;

import io.penstock.spec.SpecException;

/** The sentences of csv formats. */
final class CsvErrors {
  private CsvErrors() {}

  static SpecException noDelimiter() {
    return new SpecException(
        "The csv format cannot be read because its delimiter is empty. Found: delimiter ''. Write the text that stands between fields, such as ',' or '\\t'.");
  }

  static SpecException notOneCharacter(String what, String text) {
    return new SpecException(
        "The csv format cannot be read because %s is more than one character. Found: '%s'. Write one character, or '' for none."
            .formatted(what, text));
  }
}
