package io.penstock.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import io.penstock.spec.OutsideException;
import java.util.function.Supplier;

/**
 * A Databricks workspace. Who one is, is found as every Databricks tool finds it: environment
 * variables, {@code ~/.databrickscfg}, OAuth.
 */
public final class Workspace {
  private final WorkspaceClient client;
  private final String host;

  private Workspace(WorkspaceClient client, String host) {
    this.client = client;
    this.host = host;
  }

  /**
   * The workspace that the surroundings name.
   *
   * @throws OutsideException if they name none, or nobody to be
   */
  public static Workspace connect() {
    return connect(new DatabricksConfig());
  }

  static Workspace connect(DatabricksConfig config) {
    try {
      config.resolve();
      if (config.getHost() == null) {
        throw WorkspaceErrors.noWorkspace();
      }
      return new Workspace(new WorkspaceClient(config), config.getHost());
    } catch (RuntimeException e) {
      throw WorkspaceErrors.sentence("Workspace", "be reached", e);
    }
  }

  /** Its address. */
  public String host() {
    return host;
  }

  /** The jobs of the workspace. */
  public RemoteJobs jobs() {
    return new RemoteJobs(this);
  }

  /** Its SQL warehouses. */
  public RemoteSql sql() {
    return new RemoteSql(this);
  }

  /** Its volumes. */
  public RemoteFiles files() {
    return new RemoteFiles(this);
  }

  /** Its secret scopes. */
  public RemoteSecrets secrets() {
    return new RemoteSecrets(this);
  }

  WorkspaceClient client() {
    return client;
  }

  /**
   * Asks the workspace for something.
   *
   * @param verb what cannot be done if it fails, such as {@code start the job 'sales'}
   */
  <T> T asking(String verb, Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw WorkspaceErrors.sentence("Workspace " + host, verb, e);
    }
  }
}
