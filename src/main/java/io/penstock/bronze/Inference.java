package io.penstock.bronze;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.infer.SchemaInference;
import io.penstock.ops.LandedFile;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Infers the columns of a source that declares none, from the first records of its first files. */
final class Inference {
  private static final int FILES = 10;
  private static final int RECORDS = 20_000;

  private final SourceSpec source;
  private final FileOpener opener;

  Inference(SourceSpec source, FileOpener opener) {
    this.source = source;
    this.opener = opener;
  }

  BronzeColumns infer(List<LandedFile> files) {
    List<RawRecord> sample = new ArrayList<>();
    List<String> header = null;
    RefusedException bad = null;
    int some = Math.min(FILES, files.size());
    for (LandedFile file : files.subList(0, some)) {
      try (RecordReader reader = opener.open(file, 0)) {
        List<RawRecord> first = records(reader, Math.max(1, RECORDS / some));
        requireSound(file, reader, first);
        if (header == null || header.isEmpty()) {
          header = reader.header();
        }
        int[] places = places(header, reader.header());
        first.forEach(record -> sample.add(inOrder(record, places)));
      } catch (RefusedException e) {
        // The file itself is dealt with when it is loaded.
        bad = e;
        if (source.onBadFile() != SourceSpec.OnBadFile.QUARANTINE) {
          throw e;
        }
      } catch (OutsideException e) {
        requireBearable(e);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    if (header == null && bad != null) {
      throw bad;
    }
    List<String> names = header == null ? List.of() : header;
    requireFew(files.get(0), names.size());
    List<ColumnSpec> columns =
        source.format() instanceof FormatSpec.Csv csv
            ? SchemaInference.ofFields(csv, names, sample.iterator())
            : SchemaInference.ofDocuments(sample.iterator());
    requireFew(files.get(0), columns.size());
    return new BronzeColumns(columns);
  }

  /** Of a file that breaks off, what could be read counts; it is dealt with when it is loaded. */
  private List<RawRecord> records(RecordReader reader, int most) {
    List<RawRecord> records = new ArrayList<>();
    try {
      while (records.size() < most && reader.hasNext()) {
        records.add(reader.next());
      }
    } catch (OutsideException e) {
      requireBearable(e);
    }
    return records;
  }

  private void requireBearable(OutsideException e) {
    if (e.retryable() || source.onBadFile() != SourceSpec.OnBadFile.QUARANTINE) {
      throw e;
    }
  }

  private void requireSound(LandedFile file, RecordReader reader, List<RawRecord> records) {
    List<String> problems = new ArrayList<>();
    reader.headerProblem().ifPresent(problems::add);
    if (problems.isEmpty() && source.format() instanceof FormatSpec.Csv csv) {
      problems.addAll(SchemaInference.headerProblems(csv, reader.header(), records));
    }
    if (!problems.isEmpty()) {
      throw refused(
          file,
          String.join("; ", problems)
              + ". Correct 'format', or declare the columns under 'schema'.");
    }
  }

  /** Where a file has each column of the first one; null where it has the same ones. */
  private int[] places(List<String> first, List<String> header) {
    if (!(source.format() instanceof FormatSpec.Csv csv) || first.equals(header)) {
      return null;
    }
    List<ColumnSpec> columns =
        first.stream()
            .map(name -> new ColumnSpec(name, "string", Optional.empty(), Optional.empty()))
            .toList();
    ColumnBinding binding = ColumnBinding.toHeader(columns, csv, header);
    return IntStream.range(0, columns.size()).map(binding::source).toArray();
  }

  private static RawRecord inOrder(RawRecord record, int[] places) {
    if (places == null || !(record instanceof RawRecord.Fields fields)) {
      return record;
    }
    List<String> values = new ArrayList<>();
    for (int place : places) {
      values.add(place >= 0 && place < fields.values().size() ? fields.values().get(place) : null);
    }
    return new RawRecord.Fields(fields.line(), values);
  }

  private void requireFew(LandedFile file, int columns) {
    if (columns > ColumnSpec.MOST) {
      throw refused(
          file,
          "it has more than a table may have. Found: "
              + columns
              + ", of at most "
              + ColumnSpec.MOST
              + ". Put values of a kind into rows, or look whether 'format.delimiter' is right.");
    }
  }

  private RefusedException refused(LandedFile file, String why) {
    return BronzeErrors.notInferred(source, file, why);
  }
}
