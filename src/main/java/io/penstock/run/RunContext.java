package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.spec.SecretResolver;
import java.nio.file.Path;

/**
 * What a run happens in.
 *
 * @param workFolder a folder on the local disk that outlives the process
 */
public record RunContext(
    ResolvedPipeline pipeline,
    Lake lake,
    Targets targets,
    Path workFolder,
    SecretResolver secrets,
    RunListener listener) {
  /** Whose the tables of a target are that this pipeline makes. */
  String owner() {
    return pipeline.spec().name() + " of " + lake.location().display();
  }
}
