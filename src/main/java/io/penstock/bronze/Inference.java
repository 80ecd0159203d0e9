package io.penstock.bronze;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.infer.InferredSchema;
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
    List<String> header = List.of();
    for (LandedFile file : files.subList(0, Math.min(FILES, files.size()))) {
      try (RecordReader reader = opener.open(file, 0)) {
        if (header.isEmpty()) {
          header = reader.header();
        }
        int[] places = places(header, reader.header());
        int most = sample.size() + Math.max(1, RECORDS / Math.min(FILES, files.size()));
        while (sample.size() < most && reader.hasNext()) {
          sample.add(inOrder(reader.next(), places));
        }
      } catch (OutsideException e) {
        // What could be read of it counts; the file itself is dealt with when it is loaded.
        if (e.retryable() || source.onBadFile() != SourceSpec.OnBadFile.QUARANTINE) {
          throw e;
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    requireFew(files.get(0), header.size());
    InferredSchema schema =
        source.format() instanceof FormatSpec.Csv csv
            ? SchemaInference.ofFields(csv, header, sample.iterator())
            : SchemaInference.ofDocuments(sample.iterator());
    if (!schema.problems().isEmpty()) {
      throw refused(
          files.get(0),
          String.join("; ", schema.problems())
              + ". Correct 'format', or declare the columns under 'schema'.");
    }
    requireFew(files.get(0), schema.columns().size());
    return new BronzeColumns(schema.columns());
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
