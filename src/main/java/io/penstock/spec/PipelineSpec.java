package io.penstock.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A whole pipeline folder as it was read: nothing in it has been checked against anything else.
 *
 * @param broken tables whose files are there but wrong, which has been reported
 */
public record PipelineSpec(
    String name,
    String description,
    Path folder,
    EnvironmentSpec environment,
    List<SourceSpec> sources,
    List<SilverSpec> silver,
    List<GoldSpec> gold,
    List<PublishSpec> publish,
    Set<TableName> broken) {
  public PipelineSpec {
    broken = Set.copyOf(broken);
    sources = List.copyOf(sources);
    silver = List.copyOf(silver);
    gold = List.copyOf(gold);
    publish = List.copyOf(publish);
  }

  /**
   * Whether a target is left out: what cannot be embedded is not there in the environment local.
   */
  public boolean isSkipped(PublishSpec target) {
    return environment.isLocal()
        && target.to() instanceof Destination.Glue
        && !environment.connections().containsKey(target.to().connection());
  }

  /** What is left out and why, a line for each. */
  public List<String> skipped() {
    return publish.stream()
        .filter(this::isSkipped)
        .map(
            target ->
                "publish.%s is skipped: a Glue catalog cannot be embedded; to reach one, define the connection '%s' in environments/local.yml."
                    .formatted(target.name(), target.to().connection()))
        .toList();
  }

  /** Silver and gold models together. */
  public List<ModelSpec> models() {
    List<ModelSpec> all = new ArrayList<>(silver);
    all.addAll(gold);
    return all;
  }
}
