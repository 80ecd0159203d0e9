package io.penstock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.cli.InThisJvm;
import io.penstock.local.SharedProgram;
import io.penstock.testing.Folders;
import io.penstock.testing.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The pipeline folder {@code tests/resources/faults/shop} under a home of its own, and the runs in
 * it. Input of the same number is the same in every shop.
 */
final class Shop {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path TEMPLATE = ROOT.resolve("tests/resources/faults/shop");

  private final Path place;
  private int started;

  private Shop(Path place) {
    this.place = place;
  }

  /** A new shop with the first input. */
  static Shop open(Path place) throws IOException {
    Shop shop = new Shop(place);
    Folders.remove(place);
    Folders.copy(TEMPLATE, shop.folder());
    SharedProgram.in(shop.home());
    shop.returns(0);
    shop.returns(1);
    shop.sales(600);
    return shop;
  }

  Path folder() {
    return place.resolve("shop");
  }

  Path home() {
    return place.resolve("home");
  }

  /** Another file of returns arrives: the path on which only new rows are read. */
  void returns(int number) throws IOException {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder("return_id,order_id,units,amount\n");
    for (int i = 0; i < 40; i++) {
      text.append(number * 100 + i).append(',').append(random.nextInt(1000)).append(',');
      text.append(random.nextInt(8) - 1).append(',').append(random.nextInt(10_000) / 100.0);
      text.append('\n');
    }
    Path file = folder().resolve("data/returns/r" + number + ".csv");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The ZIP of sales becomes another one: the path on which rows take the place of others. */
  void sales(int rows) throws IOException {
    Files.writeString(
        folder().resolve("environments/local.yml"),
        "sample: {rows: "
            + rows
            + ", dirty: 5%, seed: 11}\nvariables: {sales_url: \"${local_http}/sales.zip\"}\n"
            // A handful of rows is computed faster than code for them is compiled.
            + "spark: {spark.sql.codegen.wholeStage: false, spark.sql.codegen.factoryMode:"
            + " NO_CODEGEN, spark.sql.adaptive.enabled: false, spark.sql.shuffle.partitions: 1,"
            + " spark.sql.files.minPartitionNum: 1}\n");
  }

  Child run() throws IOException {
    return launch(List.of("run", folder().toString(), "--json"), "");
  }

  /** A run that nothing disturbs; it must have done everything, and its books must balance. */
  void runHere() throws IOException {
    InThisJvm.Said said = InThisJvm.penstock(home(), "run", folder().toString(), "--json");
    assertThat(said.status()).as(said.out() + said.err()).isZero();
    JsonNode run = new ObjectMapper().readTree(said.out());
    assertThat(run.get("status").asText()).isEqualTo("succeeded");
    assertThat(run.get("balanced").asBoolean()).isTrue();
  }

  Child runHaltedAt(String point) throws IOException {
    return launch(List.of("run", folder().toString(), "--json"), "-Dpenstock.fault.halt=" + point);
  }

  private Child launch(List<String> arguments, String options) throws IOException {
    started++;
    Path out = place.resolve("run-" + started + ".out");
    Path err = place.resolve("run-" + started + ".err");
    // The launcher is prepared when it is needed, beside runs in this JVM.
    ProcessBuilder builder =
        Launcher.command(arguments, options)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PENSTOCK_HOME",
                home().toString(),
                "PENSTOCK_HEAP",
                "700m",
                "JAVA_HOME",
                System.getProperty("java.home")));
    return new Child(builder.start(), out, err);
  }
}
