package io.penstock.local.sample;

import io.penstock.io.Digests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes {@code sales.zip} (with {@code sales_records.csv} in it) and {@code sales_truth.json}. The
 * same rows, share and seed give the same bytes; memory does not grow with the rows.
 */
public final class SalesSample {
  public static final String ZIP = "sales.zip";
  public static final String CSV = "sales_records.csv";
  public static final String TRUTH = "sales_truth.json";

  /** Raised when the same parameters come to mean other bytes, so that old samples are replaced. */
  private static final int FORMAT = 1;

  private static final LocalDateTime LONG_AGO = LocalDateTime.of(2018, 1, 1, 0, 0);

  private SalesSample() {}

  /**
   * Makes the sample unless it is there already. The truth is written last: where it is, the sample
   * is whole.
   *
   * @param dirtyShare the part of the rows that has a defect, from 0 to 1
   */
  public static SampleTruth write(Path dir, long rows, double dirtyShare, long seed) {
    if (rows < 0 || rows > Sale.IDS) {
      throw SampleErrors.rows(rows, Sale.IDS);
    }
    if (!(dirtyShare >= 0 && dirtyShare <= 1)) {
      throw SampleErrors.share(dirtyShare);
    }
    try {
      Optional<SampleTruth> there = there(dir, rows, dirtyShare, seed);
      return there.isPresent() ? there.get() : make(dir, rows, dirtyShare, seed);
    } catch (IOException e) {
      throw SampleErrors.disk(dir, e);
    }
  }

  private static Optional<SampleTruth> there(Path dir, long rows, double dirtyShare, long seed) {
    try {
      SampleTruth truth = SampleTruth.read(dir.resolve(TRUTH));
      boolean same =
          truth.format() == FORMAT
              && truth.rows() == rows
              && truth.dirtyShare() == dirtyShare
              && truth.seed() == seed
              // Reading it all for the checksum would take longer than it is worth.
              && Files.size(dir.resolve(ZIP)) == truth.zip().size();
      return same ? Optional.of(truth) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SampleTruth make(Path dir, long rows, double dirtyShare, long seed)
      throws IOException {
    Files.createDirectories(dir);
    // An old truth beside a new archive would be a lie, however short.
    Files.deleteIfExists(dir.resolve(TRUTH));
    Path draft = dir.resolve(ZIP + ".draft");
    DefectPlan plan =
        new DefectPlan(rows, Math.round(rows * dirtyShare), new Dice(seed ^ 0x5eedL << 32));
    SampleTruth.Planted planted = planted(plan);
    SalesRows lines = new SalesRows(plan, new Dice(seed), seed);
    String sha256 = zip(draft, rows, lines);
    SampleTruth truth =
        new SampleTruth(
            FORMAT,
            rows,
            dirtyShare,
            seed,
            rows - planted.total(),
            planted,
            lines.tally().good(),
            new SampleTruth.ZipFile(ZIP, Files.size(draft), sha256));
    move(draft, dir.resolve(ZIP));
    Path truthDraft = dir.resolve(TRUTH + ".draft");
    truth.write(truthDraft);
    move(truthDraft, dir.resolve(TRUTH));
    return truth;
  }

  private static SampleTruth.Planted planted(DefectPlan plan) {
    return new SampleTruth.Planted(
        plan.of(Defect.DUPLICATE),
        plan.of(Defect.BAD_DATE),
        plan.of(Defect.NEGATIVE_UNITS),
        plan.of(Defect.MISSING_ID),
        plan.of(Defect.SUM_OFF),
        plan.of(Defect.RAGGED),
        plan.of(Defect.TRAILING_SPACE));
  }

  private static String zip(Path file, long rows, SalesRows lines) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (OutputStream out =
            new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      ZipEntry entry = new ZipEntry(CSV);
      entry.setTimeLocal(LONG_AGO);
      zip.putNextEntry(entry);
      // Not closed: that would close the archive before its entry is.
      OutputStream buffered = new BufferedOutputStream(zip, 1 << 16);
      lines.write(rows, buffered);
      buffered.flush();
      zip.closeEntry();
    }
    return Digests.hex(digest);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
