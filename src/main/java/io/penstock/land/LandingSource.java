package io.penstock.land;

import io.penstock.lake.Lake;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.ops.LandingLedger;
import io.penstock.plan.SourceNews;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A source, and what of it has landed so far.
 *
 * @param pipelineFolder what relative paths are relative to
 * @param own what is known of its landing table
 */
public record LandingSource(
    Step.Land step,
    Lake lake,
    SecretResolver secrets,
    Path pipelineFolder,
    Optional<TableProgress> own) {

  /**
   * Asks the source what it has that has not landed: by its listing, or by a question that brings
   * no data. Nothing is changed, and a landing that follows looks for itself: files may have
   * changed by then.
   *
   * @throws io.penstock.spec.PenstockException if it cannot be landed as it is
   */
  public SourceNews look() {
    return source()
        .location()
        .accept(
            new SourceLocation.Kinds<SourceNews>() {
              @Override
              public SourceNews http(SourceLocation.Http location) {
                return new HttpLook(new HttpSource(LandingSource.this, location)).look();
              }

              @Override
              public SourceNews files(SourceLocation.Files location) {
                return new FilesLook(LandingSource.this, location).look();
              }

              @Override
              public SourceNews database(SourceLocation.Database location) {
                return DatabaseLook.look();
              }
            });
  }

  SourceSpec source() {
    return step.source();
  }

  /** What begins every message. */
  String place() {
    return "Source '" + source().name() + "' (" + source().at() + ")";
  }

  Storage storage() {
    return lake.storage();
  }

  /** What is known of the landing so far, unless files have become other files since. */
  Optional<TableProgress> before() {
    // Which files have arrived, and as which batch, stands in rows: no more is needed to go on.
    return own.filter(known -> known.lost() || step.definition().matches(known.definition()));
  }

  Map<String, String> notes() {
    return before().map(TableProgress::notes).orElse(Map.of());
  }

  Map<String, LandedFile> landedBefore() {
    return before()
        .map(known -> LandingLedger.current(lake, source().landing(), known))
        .orElse(Map.of());
  }
}
