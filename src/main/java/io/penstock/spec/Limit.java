package io.penstock.spec;

import java.math.BigDecimal;
import java.util.Optional;

/** How much is too much: a share of rows ({@code 5%}) or a number of rows ({@code 100}). */
public record Limit(String written, BigDecimal value, boolean share) {
  /** Reads {@code 5%} or {@code 100}. */
  public static Optional<Limit> parse(String written) {
    String text = written.strip();
    boolean share = text.endsWith("%");
    String number = share ? text.substring(0, text.length() - 1).strip() : text;
    if (!number.matches(share ? "[0-9]+(\\.[0-9]+)?" : "[0-9]{1,18}")) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(number);
    return share && value.compareTo(BigDecimal.valueOf(100)) > 0
        ? Optional.empty()
        : Optional.of(new Limit(text, value, share));
  }

  /** Whether that many of so many rows are more than allowed. */
  public boolean exceeded(long found, long of) {
    return share
        ? BigDecimal.valueOf(found)
                .multiply(BigDecimal.valueOf(100))
                .compareTo(value.multiply(BigDecimal.valueOf(of)))
            > 0
        : BigDecimal.valueOf(found).compareTo(value) > 0;
  }

  @Override
  public String toString() {
    return written;
  }
}
