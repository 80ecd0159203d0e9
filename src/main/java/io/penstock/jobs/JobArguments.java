package io.penstock.jobs;

import io.penstock.plan.Refresh;
import io.penstock.spec.SpecException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a task is told: pairs of {@code --name value}, because a job gives every parameter a value,
 * be it an empty one.
 *
 * @param pipeline {@code --pipeline}: the pipeline folder
 * @param environment {@code --environment}: the name of its environment file
 * @param runId {@code --run-id}: the platform's id of the run, which a repaired run keeps
 * @param repair {@code --repair}: how often the run has been repaired; empty: never
 * @param refresh {@code --full-refresh}: {@code true} or {@code false}
 * @param only {@code --only}: steps, or beginnings of their names, with commas; empty: all
 * @param variables {@code --variable name=value}, any number of them: they win over the files'
 */
record JobArguments(
    Path pipeline,
    String environment,
    String runId,
    String repair,
    Refresh refresh,
    List<String> only,
    Map<String, String> variables) {
  private static final String VARIABLE = "--variable";
  private static final Set<String> NAMES =
      Set.of(
          "--pipeline",
          "--environment",
          "--run-id",
          "--repair",
          "--full-refresh",
          "--only",
          VARIABLE);

  JobArguments {
    only = List.copyOf(only);
    variables = Map.copyOf(variables);
  }

  /**
   * Reads them.
   *
   * @throws SpecException for a name that there is not, or a value that cannot be
   */
  static JobArguments parse(String[] args) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i];
      if (!NAMES.contains(name)) {
        throw TaskErrors.noSuchParameter(name, NAMES);
      }
      if (i + 1 == args.length) {
        throw TaskErrors.noValue(name);
      }
      if (name.equals(VARIABLE)) {
        variable(args[i + 1], variables);
      } else {
        values.put(name, args[i + 1].strip());
      }
    }
    return new JobArguments(
        Path.of(required(values, "--pipeline", "the pipeline folder")),
        required(values, "--environment", "the name of an environment file"),
        values.getOrDefault("--run-id", UUID.randomUUID().toString()),
        values.getOrDefault("--repair", ""),
        refresh(values.getOrDefault("--full-refresh", "")),
        only(values.getOrDefault("--only", "")),
        variables);
  }

  private static String required(Map<String, String> values, String name, String what) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw TaskErrors.missingParameter(name, what);
    }
    return value;
  }

  private static Refresh refresh(String text) {
    return switch (text) {
      case "true" -> Refresh.FULL;
      case "false", "" -> Refresh.AS_NEEDED;
      default -> throw TaskErrors.noTruthValue(text);
    };
  }

  private static List<String> only(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static void variable(String text, Map<String, String> variables) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw TaskErrors.noVariable(text);
    }
    variables.put(text.substring(0, equals), text.substring(equals + 1));
  }
}
