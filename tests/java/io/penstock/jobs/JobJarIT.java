package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What a cluster gets: Penstock and what the platform does not bring, and nothing else. */
class JobJarIT {
  private static final Path JAR = Path.of("target/penstock.jar");

  @Test
  void theJarIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(15_000_000);
  }

  @Test
  void thePlatformAndTheLaptopStayOutside() throws IOException {
    assertThat(classes())
        .allMatch(
            name ->
                name.matches(
                    "(META-INF/versions/\\d+/)?(io/penstock/|com/mysql/|com/amazon/redshift/).*"),
            "Penstock's or the drivers'")
        .noneMatch(name -> name.matches("io/penstock/(cli|local|databricks)/.*"));
  }

  @Test
  void theJobClassesAreInIt() throws IOException {
    assertThat(classes())
        .contains(
            "io/penstock/jobs/LandJob.class",
            "io/penstock/jobs/BronzeJob.class",
            "io/penstock/jobs/SilverJob.class",
            "io/penstock/jobs/GoldJob.class",
            "io/penstock/jobs/PublishJob.class");
  }

  @Test
  void licencesSayWhatIsBundled() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("MySQL Connector/J", "Universal FOSS Exception", "SnakeYAML Engine");
      assertThat(text(jar, "META-INF/licenses/mysql-connector-j/LICENSE"))
          .contains("GNU General Public License");
      assertThat(text(jar, "META-INF/licenses/redshift-jdbc42/LICENSE"))
          .contains("Redistribution and use");
      // That of one part must not look like that of the whole.
      assertThat(jar.getEntry("LICENSE")).isNull();
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> classes() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
    }
  }
}
