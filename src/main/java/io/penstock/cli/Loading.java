package io.penstock.cli;

import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.Resolution;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.read.PipelineReader;
import java.util.Map;

/** Reads and resolves a pipeline folder, as far as that goes without a server. */
final class Loading {
  /** The variable that holds the address of the local HTTP server's folder of the pipeline. */
  static final String LOCAL_HTTP = "local_http";

  private final PipelineOptions options;
  private final Problems problems = new Problems();
  private final ResolvedPipeline resolved;

  Loading(PipelineOptions options) {
    this.options = options;
    this.resolved = load(Map.of(LOCAL_HTTP, "http://127.0.0.1"), problems);
  }

  private ResolvedPipeline load(Map<String, String> given, Problems found) {
    PipelineSpec spec = PipelineReader.read(options.folder, options.environment, given, found);
    return Resolution.of(spec, found);
  }

  /** What is wrong so far. */
  Problems problems() {
    return problems;
  }

  /** What could be resolved, whatever is wrong. */
  ResolvedPipeline resolved() {
    return resolved;
  }

  /** The same once more, with variables that are known only now. */
  ResolvedPipeline again(Map<String, String> given) {
    Problems found = new Problems();
    ResolvedPipeline pipeline = load(given, found);
    found.throwIfAny();
    return pipeline;
  }
}
