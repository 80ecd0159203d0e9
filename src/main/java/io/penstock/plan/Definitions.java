package io.penstock.plan;

import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Digests of what computes a step's rows. When a digest changes, rows computed before may be wrong,
 * and the step computes them anew. Descriptions and limits are not part of it.
 */
public final class Definitions {
  private Definitions() {}

  /** Of what a landed file is: unpacked in another way, the same bytes are other files. */
  public static String landing(SourceSpec source) {
    return digest(
        source.location().getClass().getSimpleName(), source.location().unpack().toString());
  }

  public static String of(SourceSpec source) {
    return digest(
        source.format().toString(),
        source.location().unpack().toString(),
        source.contract().columns().map(Object::toString).orElse("inferred"),
        source.contract().onNewColumn().toString(),
        source.contract().onMissingColumn().toString());
  }

  public static String of(ModelSpec model) {
    String code =
        model.code() instanceof ModelCode.Sql sql
            ? sql.text().strip()
            : ((ModelCode.JavaClass) model.code()).name();
    return digest(
        code, model.keys().toString(), new TreeMap<>(model.parameters()).toString(), rest(model));
  }

  private static String rest(ModelSpec model) {
    if (model instanceof GoldSpec) {
      return "";
    }
    SilverSpec silver = (SilverSpec) model;
    List<String> rules =
        silver.expectations().stream()
            .map(e -> e.name() + "|" + e.that() + "|" + e.otherwise() + "|" + e.onNull())
            .toList();
    return silver.apply() + "|" + rules;
  }

  public static String of(PublishSpec.Table table, List<String> keys) {
    return digest(
        table.table(),
        keys.toString(),
        new TreeMap<>(table.types()).toString(),
        table.indexes().toString());
  }

  private static String digest(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
