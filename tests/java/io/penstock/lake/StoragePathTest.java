package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoragePathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // written | platform | in one form | for Hadoop | for Spark
        "/Volumes/c/s/v/a b.csv | DATABRICKS | /Volumes/c/s/v/a b.csv | file:/Volumes/c/s/v/a b.csv"
            + " | /Volumes/c/s/v/a b.csv",
        "dbfs:/Volumes/c/s/v | DATABRICKS | /Volumes/c/s/v | file:/Volumes/c/s/v | /Volumes/c/s/v",
        "dbfs:///Volumes/c/s/v | OPEN | /Volumes/c/s/v | file:/Volumes/c/s/v | file:/Volumes/c/s/v",
        "file:///Volumes/c/s/v | OPEN | /Volumes/c/s/v | file:/Volumes/c/s/v | file:/Volumes/c/s/v",
        "/Workspace/Users/u/p | DATABRICKS | /Workspace/Users/u/p | file:/Workspace/Users/u/p"
            + " | file:/Workspace/Users/u/p",
        "s3://bucket/lake | DATABRICKS | s3://bucket/lake | s3://bucket/lake | s3://bucket/lake",
        "s3a://bucket/lake | DATABRICKS | s3://bucket/lake | s3://bucket/lake | s3://bucket/lake",
        "s3://bucket/lake | OPEN | s3a://bucket/lake | s3a://bucket/lake | s3a://bucket/lake",
        "s3a://bucket/lake | OPEN | s3a://bucket/lake | s3a://bucket/lake | s3a://bucket/lake",
        "abfss://c@a/lake | DATABRICKS | abfss://c@a/lake | abfss://c@a/lake | abfss://c@a/lake",
        "file:/data/in | DATABRICKS | file:/data/in | file:/data/in | file:/data/in",
        "/VolumesOfOthers/x | OPEN | /VolumesOfOthers/x | /VolumesOfOthers/x | /VolumesOfOthers/x",
      })
  void everyWayToWriteAPlaceIsOpenedInTheWayOfThePlatform(
      String written, Platform platform, String text, String hadoop, String spark) {
    StoragePath path = StoragePath.of(written, platform);

    assertThat(path.text()).isEqualTo(text);
    assertThat(path.forHadoop()).hasToString(hadoop);
    assertThat(path.forSpark()).isEqualTo(spark);
    assertThat(StoragePath.of(path.forHadoop().toString(), platform)).isEqualTo(path);
    assertThat(StoragePath.of(path.forSpark(), platform)).isEqualTo(path);
  }

  @Test
  void aRelativePathBeginsAtThePipelineFolder() {
    Path folder = Path.of("/Workspace/Users/u/pipelines/sales");

    assertThat(StoragePath.of("../data", folder, Platform.DATABRICKS).text())
        .isEqualTo("/Workspace/Users/u/pipelines/data");
    assertThat(StoragePath.of("data", Path.of("/home/u/p"), Platform.OPEN).text())
        .isEqualTo("file:/home/u/p/data");
    assertThat(StoragePath.of("dbfs:/Volumes/c/s/v", folder, Platform.DATABRICKS).text())
        .isEqualTo("/Volumes/c/s/v");
  }

  @Test
  void onlyAFileOfTheMachineIsOneForJava() {
    assertThat(StoragePath.of("dbfs:/Volumes/c/s/v", Platform.OPEN).forJava())
        .contains(Path.of("/Volumes/c/s/v"));
    assertThat(StoragePath.of("file:/data/a b", Platform.OPEN).forJava())
        .contains(Path.of("/data/a b"));
    assertThat(StoragePath.of("s3://b/x", Platform.OPEN).forJava()).isEmpty();
  }

  @Test
  void whatIsMountedAndWhatIsGovernedIsKnown() {
    assertThat(StoragePath.of("/Volumes", Platform.DATABRICKS).isMounted()).isTrue();
    assertThat(StoragePath.of("/VolumesOfOthers/x", Platform.DATABRICKS).isMounted()).isFalse();
    assertThat(StoragePath.of("s3a://b/x", Platform.DATABRICKS).isGoverned()).isTrue();
    assertThat(StoragePath.of("s3a://b/x", Platform.OPEN).isGoverned()).isFalse();
  }
}
