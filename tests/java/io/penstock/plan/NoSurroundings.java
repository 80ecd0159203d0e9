package io.penstock.plan;

import io.penstock.spec.Destination;
import io.penstock.spec.ModelCode;
import java.util.List;
import java.util.Optional;

/** Model classes that read nothing, and targets that know every type. */
class NoSurroundings implements Resolver.Surroundings {
  @Override
  public List<String> inputs(ModelCode.JavaClass code) {
    return List.of();
  }

  @Override
  public Optional<String> typeProblem(Destination to, String column, String type) {
    return Optional.empty();
  }
}
