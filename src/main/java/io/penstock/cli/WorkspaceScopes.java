package io.penstock.cli;

import io.penstock.databricks.Workspace;
import io.penstock.spec.SecretResolver;

/** The secret scopes of the workspace, which is asked only when a secret of one is needed. */
final class WorkspaceScopes implements SecretResolver.Scopes {
  private Workspace workspace;

  @Override
  public synchronized String secret(String scope, String key) {
    if (workspace == null) {
      workspace = Workspace.connect();
    }
    return workspace.secrets().secret(scope, key);
  }
}
