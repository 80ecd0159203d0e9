package io.penstock.doctor;

import io.penstock.lake.Platform;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.Finding;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The versions that meet here. */
record RuntimeCheck(SparkSession spark, String folder) {
  // The build runs the job classes on this one too.
  private static final String ALSO = "4.1";

  List<Finding> findings() {
    return List.of(runtime(), java(), Finding.ok("jar", jar()), Finding.ok("pipeline", folder));
  }

  private Finding runtime() {
    String version = spark.version();
    String said = Platform.runtime(version, System.getenv());
    if (version.startsWith(SparkErrors.BUILT_FOR + ".")) {
      return Finding.ok("runtime", said);
    }
    String advice = "Penstock is built for Spark " + SparkErrors.BUILT_FOR + ", which is 17.3 LTS.";
    return version.startsWith(ALSO + ".")
        ? Finding.warn("runtime", said, advice + " It was seen to run on " + ALSO + ".")
        : Finding.fail("runtime", said, advice + " Choose that one.");
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return version >= 17
        ? Finding.ok("java", Runtime.version().toString())
        : Finding.fail("java", Runtime.version().toString(), "Penstock needs 17.");
  }

  private static String jar() {
    Optional<String> version =
        Optional.ofNullable(RuntimeCheck.class.getPackage().getImplementationVersion());
    return "Penstock " + version.orElse("as it was compiled, not from a jar");
  }
}
