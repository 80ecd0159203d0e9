package io.penstock.databricks;

import com.databricks.sdk.service.workspace.GetSecretRequest;
import com.databricks.sdk.service.workspace.GetSecretResponse;
import io.penstock.spec.SecretResolver;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Secrets of the scopes of a workspace. */
public final class RemoteSecrets implements SecretResolver.Scopes {
  private final Workspace workspace;

  RemoteSecrets(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String secret(String scope, String key) {
    GetSecretResponse response =
        workspace.asking(
            "read the secret '" + scope + "/" + key + "'",
            () ->
                workspace
                    .client()
                    .secrets()
                    .getSecret(new GetSecretRequest().setScope(scope).setKey(key)));
    return new String(Base64.getDecoder().decode(response.getValue()), StandardCharsets.UTF_8);
  }
}
