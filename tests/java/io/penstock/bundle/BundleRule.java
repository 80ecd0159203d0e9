package io.penstock.bundle;

import java.util.List;

/** Something that must hold of a bundle. */
interface BundleRule {
  /** All that need no schema. */
  List<BundleRule> STRUCTURE =
      List.of(
          new FilesRule(),
          new JarRule(),
          new TaskKeysRule(),
          new VariablesRule(),
          new ModesRule(),
          new ClearSecretsRule());

  /** What is wrong, each with file and place. */
  List<String> problems(Bundle bundle);
}
