package io.penstock.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything lies in {@code .penstock}; the path is absolute and free of links. */
record HomeFolder(Path root) {
  /** Makes the folder, and proves that it can be written. */
  static HomeFolder at(Path home) {
    Path place = home.toAbsolutePath().normalize();
    try {
      Files.createDirectories(place);
      HomeFolder folder = new HomeFolder(place.toRealPath());
      Path probe = Files.createTempFile(folder.root(), ".probe", "");
      Files.delete(probe);
      return folder;
    } catch (IOException e) {
      throw LocalErrors.files("open the local servers", place, e);
    }
  }

  Path s3() {
    return root.resolve("s3");
  }

  Path http() {
    return root.resolve("http");
  }

  Path mysql() {
    return root.resolve("mysql");
  }

  Path mysqlData() {
    return mysql().resolve("data");
  }

  Path mysqlUsers() {
    return mysql().resolve("users");
  }

  Path mysqlLog() {
    return root.resolve("logs/mysql.log");
  }

  Path redshift() {
    return root.resolve("redshift");
  }

  Path redshiftData() {
    return redshift().resolve("data");
  }

  Path redshiftUsers() {
    return redshift().resolve("users");
  }

  Path redshiftLog() {
    return root.resolve("logs/redshift.log");
  }

  Path serversLog() {
    return root.resolve("logs/servers.log");
  }

  Path ports() {
    return root.resolve("ports.properties");
  }

  Path daemonState() {
    return root.resolve("daemon.properties");
  }
}
