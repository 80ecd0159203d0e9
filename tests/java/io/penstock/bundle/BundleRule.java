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
          new ResourceKeysRule(),
          new IdentityRule(),
          new OrderRule(),
          new ReadersRule(),
          new OutdatedRule(),
          new ClearSecretsRule());

  /** What is wrong, each with file and place. */
  List<String> problems(Bundle bundle);
}
