package io.penstock.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the server: pure text, so that they can be read and tested. */
final class MariaDbOptions {
  private MariaDbOptions() {}

  static List<String> common(Path program, Path data, Path temp) {
    List<String> words = new ArrayList<>();
    words.add(program.resolve("bin/mariadbd").toString());
    words.add("--no-defaults");
    words.add("--basedir=" + program);
    words.add("--datadir=" + data);
    words.add("--tmpdir=" + temp);
    words.add("--lc-messages-dir=" + program.resolve("share"));
    words.add("--plugin-dir=" + program.resolve("plugins-are-not-bundled"));
    // As root the server wants to be told that this is meant; the owner of a laptop is somebody.
    words.add("--user=" + System.getProperty("user.name"));
    words.add("--innodb-log-file-size=256M");
    words.add("--character-set-server=utf8mb4");
    words.add("--collation-server=utf8mb4_bin");
    return words;
  }

  static List<String> initialising(Path program, Path data, Path temp) {
    List<String> words = common(program, data, temp);
    words.addAll(
        List.of(
            "--bootstrap",
            "--innodb-buffer-pool-size=32M",
            "--enforce-storage-engine=",
            "--net-buffer-length=16K",
            "--max-allowed-packet=8M",
            "--log-warnings=0"));
    return words;
  }

  static List<String> serving(Path program, Path data, Path temp, int port) {
    List<String> words = common(program, data, temp);
    words.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // Relative to the data folder: a whole path may be too long for a socket (107 bytes).
            "--socket=mysql.sock",
            "--pid-file=mysqld.pid",
            // Loopback only; making keys for TLS takes seconds at each start.
            "--skip-ssl",
            "--skip-name-resolve",
            "--default-time-zone=+00:00",
            "--local-infile=ON",
            "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
            "--max-allowed-packet=64M",
            "--max-connections=200",
            "--open-files-limit=4096",
            "--performance-schema=OFF",
            "--innodb-buffer-pool-size=256M",
            "--innodb-buffer-pool-dump-at-shutdown=OFF",
            "--innodb-buffer-pool-load-at-startup=OFF",
            // Survives a killed server; only a power cut may take the last second.
            "--innodb-flush-log-at-trx-commit=2",
            "--log-warnings=1"));
    return words;
  }
}
