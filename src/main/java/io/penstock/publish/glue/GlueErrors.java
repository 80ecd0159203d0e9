package io.penstock.publish.glue;

import io.penstock.publish.Publication;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The sentences of the catalog and of Athena. */
final class GlueErrors {
  private GlueErrors() {}

  static SpecException noAddress(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for glue because its 'url' names no database of a catalog. Give"
            + " one, such as glue://eu-central-1/lakehouse.");
  }

  static SpecException unknownParameter(ConnectionSpec connection, String name) {
    return new SpecException(
        connection.at()
            + ": the 'url' of the connection '"
            + connection.name()
            + "' has a parameter that means nothing. Found: '"
            + name
            + "'. Valid are: workgroup, endpoint.");
  }

  static SpecException noEndpoint(ConnectionSpec connection, String found) {
    return new SpecException(
        connection.at()
            + ": the 'endpoint' in the url of the connection '"
            + connection.name()
            + "' is no address. Found: '"
            + found
            + "'. Give one such as https://vpce-0a1b.glue.eu-central-1.vpce.amazonaws.com.");
  }

  static SpecException noSdk(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used because the AWS SDK for Glue and Athena is not attached. Attach"
            + " penstock-aws.jar to the cluster, beside penstock.jar.");
  }

  static RefusedException notOurs(Publication publication, String owner) {
    return new RefusedException(
        publication.place()
            + ": cannot register '"
            + publication.table()
            + "' because the catalog has a table of that name which "
            + (owner.isEmpty() ? "Penstock did not make" : "belongs to '" + owner + "'")
            + ". Give another 'table', or remove that one.");
  }

  static RefusedException noPlace(Publication publication, String location) {
    return new RefusedException(
        publication.place()
            + ": cannot register '"
            + publication.table()
            + "' because Athena reads tables in S3 only. Found: '"
            + location
            + "'. Say a 'lake' in S3 in the environment file, or leave this target out there.");
  }

  static RefusedException notExported(Publication publication, String export) {
    return new RefusedException(
        cannot(publication)
            + "nothing has been exported as '"
            + export
            + "' yet. Run publish."
            + export
            + " first.");
  }

  static RefusedException manyFolders(Publication publication, String export, List<String> found) {
    return new RefusedException(
        cannot(publication)
            + "the files of '"
            + export
            + "' are in several folders, and a table of the catalog has one. Found: "
            + String.join(", ", found)
            + ". Export it anew: --only publish."
            + export
            + " --full-refresh.");
  }

  static RefusedException partition(Publication publication, String column, String value) {
    return new RefusedException(
        cannot(publication)
            + "a value of its partition column '"
            + column
            + "' cannot be told to Athena, which takes no NULL, no comma and no escaped signs"
            + " there. Found: the folder "
            + column
            + "="
            + value
            + ". Take another column for 'partition_by', or register the gold table.");
  }

  private static String cannot(Publication publication) {
    return publication.place() + ": cannot register '" + publication.table() + "' because ";
  }

  static OutsideException meanwhile(Publication publication, Exception e) {
    return OutsideException.ofTransient(
        publication.place()
            + ": cannot register '"
            + publication.table()
            + "' because somebody else has changed it meanwhile. Run again.",
        e);
  }

  static OutsideException registeredOtherwise(Publication publication, String found) {
    return OutsideException.ofTransient(
        publication.place()
            + ": cannot register '"
            + publication.table()
            + "' because the catalog does not say what was written to it. Found: "
            + found
            + ". Run again.",
        null);
  }

  static SpecException readsOnly(String problem) {
    return new SpecException("The query cannot be run because " + problem + ".");
  }

  static OutsideException interrupted(GlueAddress address) {
    return OutsideException.ofTransient(
        "The query was given up, and cancelled in '" + address + "', because it was interrupted.",
        null);
  }

  /** What Athena said to a request. */
  static PenstockException notAsked(GlueAddress address, SdkException e) {
    return OutsideException.ofPermanent(
        "The query cannot be asked of Athena in '"
            + address
            + "' because "
            + said(e)
            + " Check the region, the workgroup '"
            + address.workgroup()
            + "' and the rights: athena:StartQueryExecution, athena:GetQueryExecution,"
            + " athena:GetQueryResults, and those of the place of its results.",
        e);
  }

  static OutsideException failed(GlueAddress address, String stated) {
    String reason = stated == null ? "it was cancelled there" : stated;
    return OutsideException.ofPermanent(
        "The query cannot be answered by Athena in '"
            + address
            + "' because "
            + reason
            + (reason.endsWith(".") ? "" : ".")
            + " Correct it, and look that the workgroup '"
            + address.workgroup()
            + "' exists and says where results go (or give the connection a 'tempdir').",
        null);
  }

  static OutsideException tooLong(GlueAddress address, long seconds) {
    return OutsideException.ofTransient(
        "The query was given up because Athena in '"
            + address
            + "' has not answered for "
            + seconds
            + " seconds; it was cancelled. Ask for less.",
        null);
  }

  /** What AWS said, as a sentence. */
  static PenstockException sentence(String place, GlueAddress address, SdkException e) {
    String said = said(e);
    String text = place + ": cannot use the catalog '" + address + "' because " + said;
    boolean forGood =
        e instanceof AwsServiceException service
            && service.statusCode() >= 400
            && service.statusCode() < 500
            && !service.isThrottlingException();
    return forGood
        ? OutsideException.ofPermanent(
            text
                + " Check the region, the database and the rights: glue:GetDatabase, glue:GetTable,"
                + " glue:CreateTable, glue:UpdateTable.",
            e)
        : OutsideException.ofTransient(text + " Run again.", e);
  }

  private static String said(SdkException e) {
    String text =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorMessage()
                + " ("
                + service.awsErrorDetails().errorCode()
                + ")"
            : String.valueOf(e.getMessage()).lines().findFirst().orElse("it gave no reason");
    return text.endsWith(".") ? text : text + ".";
  }
}
