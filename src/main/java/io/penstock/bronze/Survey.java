package io.penstock.bronze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Reads files once without keeping anything: how many records they have, which of them are bad, and
 * where in a large file its parts begin. What the contract refuses is refused before a row of it is
 * anywhere, and the reading that follows goes straight into the table.
 */
final class Survey {
  private final SparkSession spark;
  private final FileOpener opener;

  Survey(SparkSession spark, FileOpener opener) {
    this.spark = spark;
    this.opener = opener;
  }

  private record Open(String path, int number, Slice slice) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Found(String path, int number, SliceSurvey survey)
      implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param slices those of each file, by its path
   */
  Map<String, FileSurvey> of(Map<String, List<Slice>> slices) {
    Map<String, FileSurvey> files = new LinkedHashMap<>();
    slices.forEach((path, all) -> files.put(path, new FileSurvey(all)));
    List<Open> open = open(files);
    while (!open.isEmpty()) {
      for (Found found : read(open)) {
        files.get(found.path()).found(found.number(), found.survey());
      }
      files.values().forEach(FileSurvey::settle);
      open = open(files);
    }
    return files;
  }

  private static List<Open> open(Map<String, FileSurvey> files) {
    List<Open> open = new ArrayList<>();
    files.forEach(
        (path, file) ->
            file.open().forEach(number -> open.add(new Open(path, number, file.slice(number)))));
    return open;
  }

  private List<Found> read(List<Open> open) {
    List<ArrayList<Open>> tasks = Tasks.of(spark, open, each -> each.slice().bytes(), 1);
    FileOpener with = opener;
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(tasks, tasks.size())
        .flatMap(
            task ->
                task.stream()
                    .map(
                        each ->
                            new Found(
                                each.path(), each.number(), SliceReading.of(with, each.slice())))
                    .iterator())
        .collect();
  }
}
