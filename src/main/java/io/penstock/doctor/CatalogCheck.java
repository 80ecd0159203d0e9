package io.penstock.doctor;

import io.penstock.lake.Lake;
import io.penstock.lake.ProbeTable;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.Finding;
import java.util.ArrayList;
import java.util.List;

/** The catalog and its schemas: in each a table is made, written, read and dropped. */
record CatalogCheck(Lake lake) {
  private static final List<String> LAYERS =
      List.of("landing", "bronze", "silver", "gold", "quarantine", "ops");

  List<Finding> findings() {
    if (lake.location().catalog().isEmpty()) {
      return List.of(
          Finding.ok("catalog", "none, tables are kept by path under " + lake.location().root()));
    }
    String catalog = lake.location().catalog().get();
    List<Finding> findings = new ArrayList<>();
    for (String layer : LAYERS) {
      String subject = "schema " + catalog + "." + layer;
      try {
        new ProbeTable(lake, layer).use();
        findings.add(Finding.ok(subject, "tables can be made, written, changed, read and dropped"));
      } catch (Exception e) {
        findings.add(
            Finding.fail(
                subject,
                SparkErrors.reason(e),
                "Make the catalog, deploy the bundle, which makes the schemas, and grant USE CATALOG"
                    + " on '"
                    + catalog
                    + "' to the identity that the job runs as, which must own the schema or have USE"
                    + " SCHEMA, CREATE TABLE, SELECT and MODIFY on it."));
      }
    }
    return findings;
  }
}
