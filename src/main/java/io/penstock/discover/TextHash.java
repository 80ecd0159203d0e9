package io.penstock.discover;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** Texts in 64 bits, so that very many can be told apart in little memory. */
final class TextHash {
  private static final XXHash64 HASH = XXHashFactory.fastestInstance().hash64();

  private TextHash() {}

  /** Of texts in an order; null is none. */
  static long of(String... texts) {
    long hash = texts.length;
    for (String text : texts) {
      byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
      hash = HASH.hash(bytes, 0, bytes.length, hash);
    }
    return hash;
  }
}
