package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import io.penstock.testing.VerifyOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VerifyOnly
class LocalErrorsTest {
  @TempDir Path folder;

  @Test
  void namesAHomeThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path home : List.of(file, file.resolve(".penstock"), Path.of("/proc/1/.penstock"))) {
      assertThatThrownBy(() -> LocalServers.open(home, EnumSet.of(LocalServers.Need.S3)))
          .isInstanceOf(OutsideException.class)
          .hasMessageContaining("'" + home + "'")
          .hasMessageContaining("Run in a folder that you may write");
    }
  }

  @Test
  void namesAFullDisk() {
    String text =
        LocalErrors.crashed(
                "start the local MySQL server",
                1,
                List.of(
                    "2026-01-01 10:00:00 0 [Note] starting",
                    "2026-01-01 10:00:00 0 [ERROR] InnoDB: Error number 28 means 'No space left on"
                        + " device'",
                    "2026-01-01 10:00:00 0 [ERROR] Aborting"),
                Path.of("/p/.penstock/logs/mysql.log"))
            .getMessage();
    assertThat(text)
        .isEqualTo(
            "Local servers (.penstock): cannot start the local MySQL server because the disk is"
                + " full. Found: [ERROR] InnoDB: Error number 28 means 'No space left on device'."
                + " Free some space under '/p/.penstock' and run again.");
  }

  @Test
  void namesAMissingLibrary() {
    String line =
        "mariadbd: error while loading shared libraries: libcrypt.so.1: cannot open shared object"
            + " file";
    assertThat(LocalErrors.crashed("x", 127, List.of(line), Path.of("/p/logs/l")).getMessage())
        .contains("libcrypt.so.1")
        .contains("libcrypt1");
  }

  @Test
  void namesAnotherPlatform() {
    assertThatThrownBy(() -> MariaDbProgram.checkPlatform("Mac OS X", "aarch64"))
        .hasMessageContaining("Found: Mac OS X on aarch64")
        .hasMessageContaining("environments/local.yml");
    MariaDbProgram.checkPlatform("Linux", "amd64");
  }
}
