package io.penstock.publish.redshift;

import java.util.Optional;

/** A column that is there, with its type in the words of {@link WrittenType}. */
record RedshiftLiveColumn(String name, String type, String comment) {
  Optional<WrittenType> written() {
    return WrittenType.of(type);
  }
}
