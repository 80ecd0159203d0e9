package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.PenstockException;
import org.junit.jupiter.api.Test;

/** Of a paragraph of nested exceptions, users see the part that says something. */
class SparkErrorsTest {

  private static String sentence(String message) {
    return SparkErrors.sentence("Table 't'", "be read", new RuntimeException(message))
        .orElseThrow()
        .getMessage();
  }

  @Test
  void aStorageThatDoesNotAnswerIsNamedWithoutItsExceptions() {
    assertThat(
            sentence(
                "getFileStatus on s3a://nowhere/lake/bronze/returns/_delta_log:"
                    + " software.amazon.awssdk.core.exception.SdkClientException: Unable to execute"
                    + " HTTP request: Connect to 127.0.0.1:1 [/127.0.0.1] failed: Connection refused"
                    + " (SDK Attempt Count: 4): software.amazon.awssdk.core.exception"
                    + ".SdkClientException: Unable to execute HTTP request: Connect to 127.0.0.1:1"
                    + " [/127.0.0.1] failed: Connection refused (SDK Attempt Count: 4)"))
        .isEqualTo(
            "Table 't': cannot be read because the storage does not answer (Connect to 127.0.0.1:1"
                + " [/127.0.0.1] failed: Connection refused). Check the endpoint under 's3' in the"
                + " environment file, and that the server runs.");
  }

  @Test
  void aFileThatIsGoneSaysHowToMakeItAnew() {
    assertThat(
            SparkErrors.sentence(
                    "Table 't'",
                    "be computed",
                    new IllegalStateException(
                        new java.io.FileNotFoundException("s3a://lake/bronze/t/part-0.parquet")))
                .orElseThrow())
        .hasMessageContaining("part-0.parquet")
        .hasMessageContaining("--full-refresh");
  }

  @Test
  void ofAFileThatIsGoneSparksAdviceIsLeftOut() {
    assertThat(
            sentence(
                "[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error while reading file"
                    + " s3a://lake/t/part-0.parquet. File does not exist. It is possible the"
                    + " underlying files have been updated. You can explicitly invalidate the cache"
                    + " in Spark by running 'REFRESH TABLE tableName'"))
        .contains("(Encountered error while reading file s3a://lake/t/part-0.parquet). If it")
        .doesNotContain("REFRESH TABLE");
  }

  @Test
  void aStorageThatRefusesSaysWhy() {
    assertThat(
            sentence(
                "doesBucketExist on lake: software.amazon.awssdk.services.s3.model.S3Exception: The"
                    + " AWS Access Key Id you provided does not exist (Service: S3, Status Code: 403,"
                    + " Request ID: 1): InvalidAccessKeyId"))
        .contains("the storage refuses access (The AWS Access Key Id you provided does not exist")
        .doesNotContain("software.amazon");
  }

  @Test
  void whatIsNotKnownIsLeftToTheCaller() {
    assertThat(SparkErrors.sentence("p", "v", new RuntimeException("a b c"))).isEmpty();
  }

  @Test
  void aClassThatAnotherRuntimeLacksIsSaidAsWhatItIs() {
    PenstockException said =
        SparkErrors.sentence(
                "Step 'gold.t'",
                "finish",
                new IllegalStateException(
                    new NoSuchMethodError("'void org.apache.spark.sql.X.plan(java.lang.String)'")))
            .orElseThrow();

    assertThat(said.retryable()).isFalse();
    assertThat(said.getMessage())
        .isEqualTo(
            "Step 'gold.t': cannot finish because the runtime does not have what Penstock's jar expects"
                + " of it (NoSuchMethodError: 'void org.apache.spark.sql.X.plan(java.lang.String)', on"
                + " Spark "
                + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                + "). Penstock is built for Spark 4.0, which is Databricks Runtime 17.3 LTS: use that,"
                + " or a jar that is built for this one.");
    assertThat(
            SparkErrors.sentence(
                    "Step 'x'", "finish", new NoClassDefFoundError("org/apache/spark/Y"))
                .orElseThrow())
        .hasMessageContaining("NoClassDefFoundError: org.apache.spark.Y");
  }

  @Test
  void aMachineThatRunsOutOfSomethingIsNoFaultOfTheModel() {
    PenstockException said =
        SparkErrors.sentence(
                "Table 't'",
                "be computed",
                new IllegalStateException(new InternalError("Out of space in CodeCache")))
            .orElseThrow();

    assertThat(said.retryable()).isTrue();
    assertThat(said).hasMessageContaining("has run out of something (Out of space in CodeCache)");
  }
}
