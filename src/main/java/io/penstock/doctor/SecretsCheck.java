package io.penstock.doctor;

import io.penstock.ops.Finding;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every secret that the pipeline refers to, asked for once; none is shown. */
record SecretsCheck(PipelineSpec spec, SecretResolver secrets) {
  List<Finding> findings() {
    Map<String, Origin> references = new LinkedHashMap<>();
    for (ConnectionSpec each : spec.environment().connections().values()) {
      add(each.url(), each.at(), references);
      each.user().ifPresent(user -> add(user, each.at(), references));
      each.password().ifPresent(password -> add(password, each.at(), references));
    }
    spec.environment()
        .storage()
        .ifPresent(
            storage -> {
              storage.accessKey().ifPresent(key -> add(key, storage.at(), references));
              storage.secretKey().ifPresent(key -> add(key, storage.at(), references));
            });
    spec.sources()
        .forEach(
            source -> {
              source.location().secrets().forEach(text -> add(text, source.at(), references));
            });
    List<Finding> findings = new ArrayList<>();
    references.forEach((text, at) -> findings.add(asked(text, at)));
    return findings;
  }

  private static void add(SecretText text, Origin at, Map<String, Origin> references) {
    if (text.isReference()) {
      references.putIfAbsent(text.written(), at);
    }
  }

  private Finding asked(String reference, Origin at) {
    try {
      secrets.resolve(new SecretText(reference), at);
      return Finding.ok("secret " + reference, "is there");
    } catch (SpecException e) {
      return Finding.fail("secret " + reference, e.getMessage(), "");
    }
  }
}
