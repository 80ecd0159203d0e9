package io.penstock.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.Platform;
import io.penstock.lake.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for files of many kinds. */
class FileDiscoveryTest {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Proposal discover() throws IOException {
    Storage storage =
        new Storage(new SerializableConfiguration(new Configuration()), Platform.OPEN);
    return FileDiscovery.of(
        storage, storage.path("file:" + folder), "/data/raw", "raw", (origin, path) -> false);
  }

  private String source(String name) throws IOException {
    return discover().files().get("sources/" + name + ".yml");
  }

  @Test
  void codesStayTextsAndDaysAreDays() throws IOException {
    file(
        "shops/shops.csv",
        "\uFEFFShop ID,fips,opened,day,price\n1,01001,2020-02-29,20200229,1.5\n2,36,2021-01-01,20210101,22.25\n");
    assertThat(source("raw_shops")).isNull();
    assertThat(source("shops"))
        .contains("source: {type: files, path: /data/raw/shops}")
        .contains("format: {type: csv}")
        .contains("shop_id: {type: bigint, from: \"Shop ID\"}")
        .contains("fips: {type: string}")
        .contains("opened: {type: date}")
        .contains("day: {type: date, pattern: yyyyMMdd}")
        .contains("price: {type: \"decimal(18,2)\"}");
    assertThat(discover().files().get("silver/shops.yml")).contains("keys: [shop_id]");
  }

  @Test
  void numbersThatOnlyLookLikeDaysStayNumbers() throws IOException {
    file("a.csv", "amount,x\n20200229,1\n20210101,2\n");
    assertThat(source("raw")).contains("amount: {type: bigint}");
  }

  @Test
  void delimiterSeparatorsAndCharsetAreRecognised() throws IOException {
    byte[] text =
        "Kunde;Betrag;Datum\nMüller;1.234,50;\\N\nJäger;7,25;2020-01-01\n"
            .getBytes(Charset.forName("windows-1252"));
    file("b.txt", text);
    assertThat(source("raw"))
        .contains("delimiter: \";\"")
        .contains("encoding: windows-1252")
        .contains("decimal_separator: \",\", group_separator: \".\"")
        .contains("null_value: [\"\", \"\\\\N\"]")
        .contains("betrag: {type: \"decimal(18,2)\", from: Betrag}")
        .contains("datum: {type: date, from: Datum}");
  }

  @Test
  void aFileWithoutHeaderHasItsFirstRecord() throws IOException {
    file("departments.part-00000", "2,Fitness\n3,Footwear\n");
    file(
        "orders.part-00000",
        "1,2013-07-25 00:00:00.0,11599,CLOSED\n2,2013-07-25 00:00:00.0,2,OPEN\n");
    assertThat(source("departments"))
        .contains("header: false")
        .contains("include: \"departments*\"")
        .contains("column_1: {type: bigint}")
        .contains("column_2: {type: string}");
    assertThat(source("orders")).contains("header: false").contains("column_4");
  }

  @Test
  void wordsThatComeAgainBelowAreNoHeader() throws IOException {
    file("t.csv", "red,apple\ngreen,pear\nred,cherry\n");
    assertThat(source("raw")).contains("header: false");
  }

  @Test
  void linesBeforeTheTableAreSkipped() throws IOException {
    file("t.csv", "Report of the day\n\nid,name\n1,a\n2,b\n3,c\n");
    assertThat(source("raw")).contains("skip_rows: 2").contains("id: {type: bigint}");
  }

  @Test
  void filesOfOneShapeAreOneTable() throws IOException {
    file("trips/trips_2020-01.csv", "id,km\n1,2\n");
    file("trips/trips_2020-02.csv", "id,km,tip\n2,3,1\n");
    file("trips/drivers.csv", "driver,city\nann,Rome\n");
    Proposal found = discover();
    assertThat(found.tables())
        .extracting(Proposal.FoundTable::bronze)
        .containsExactlyInAnyOrder("drivers", "trips");
    assertThat(found.files().get("sources/trips.yml")).contains("include: \"trips*.csv\"");
    assertThat(found.files().get("sources/drivers.yml")).contains("include: \"drivers*.csv\"");
  }

  @Test
  void foldersOfPartitionsAreColumns() throws IOException {
    file("sales/dt=2020-01-01/part-0.csv", "id,eur\n1,2\n");
    file("sales/dt=2020-01-02/part-0.csv", "id,eur\n2,3\n");
    Proposal found = discover();
    assertThat(found.files().get("sources/sales.yml"))
        .contains("path: /data/raw/sales, partition_columns: [dt]}")
        .doesNotContain("include");
    assertThat(found.files().get("silver/sales.sql")).contains("dt");
  }

  @Test
  void jsonIsLinesOrADocument() throws IOException {
    file("l/a.json", "{\"id\": 1, \"zip\": \"01234\"}\n{\"id\": 2, \"zip\": \"5\"}\n");
    file("d/a.json", "[\n {\"id\": 1},\n {\"id\": 2}\n]\n");
    assertThat(source("l")).contains("format: {type: json}").contains("zip: {type: string}");
    assertThat(source("d")).contains("format: {type: json, layout: document}");
  }

  @Test
  void documentsAreTakenApartWhereTheirRowsAre() throws IOException {
    StringBuilder facts = new StringBuilder("{\"id\": \"007\", \"facts\": {");
    for (String fact : new String[] {"Assets", "Debts"}) {
      facts.append("\"" + fact + "\": {\"units\": {\"USD\": [");
      facts.append("{\"val\": 1}, {\"val\": 2}, {\"val\": 3.5}]}},");
    }
    facts.setLength(facts.length() - 1);
    file("f/f.json", facts + "}}");
    file("g/g.json", "{\n\"log\": {\"n\": [1,2,3,4,5], \"at\": [\"a\",\"b\",\"c\",\"d\",\"e\"]}}");
    assertThat(source("f"))
        .contains("format: {type: json, explode: \"facts.{facts_key}.units.USD\"")
        .contains("facts_key: {type: string}")
        .contains("val: {type: \"decimal(18,2)\"}");
    assertThat(source("g")).contains("explode: log").contains("\"n\": {type: bigint}");
    assertThat(discover().files().get("silver/g.yml")).contains("keys: [\"n\"]");
  }

  @Test
  void keysOfAnyTextAndTextsOfAnyKindAreLookedAt() throws IOException {
    file("a/a.json", "{\"\": 1, \"b\\u0000\": 2}\n{\"\": 2, \"b\\u0000\": 3}\n");
    file("b/b.txt", "\"\n");
    file("c/c.csv", "\n\n");
    file("d/d.txt", "To whom it may concern, a letter\nis no table.\nSincerely, X, Y, Z\n");
    assertThat(source("a")).contains("column_1: {type: bigint, from: \"\"}");
    assertThat(discover().notes()).isNotEmpty().allMatch(note -> note.contains("is left out"));
  }

  @Test
  void packedFilesAreReadAndOthersAreNamed() throws IOException {
    Path packed = folder.resolve("p/a.csv.gz");
    Files.createDirectories(packed.getParent());
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("id\tname\n1\ta\n2\tb\n".getBytes(StandardCharsets.UTF_8));
    }
    file("p/image.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 13, 0, 1, 0});
    file("p/empty.csv", "");
    Proposal found = discover();
    assertThat(found.files().get("sources/p.yml"))
        .contains("delimiter: \"\\t\"")
        .contains("include: \"*.csv.gz\"");
    assertThat(found.notes())
        .containsExactlyInAnyOrder(
            "'p/image.png' is left out, because it is neither text nor Parquet.",
            "'p/empty.csv' is left out, because it is empty.");
  }

  @Test
  void aPackedFileThatIsDamagedIsNamedAndTheOthersAreProposed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 100_000; i++) {
        out.write((i + "," + Integer.toHexString(i * 31) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    file("p/a.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    file("q/b.json.gz", new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3});
    file("r/c.csv", "id,n\n1,a\n2,b\n");
    Proposal found = discover();
    assertThat(found.notes())
        .anyMatch(note -> note.startsWith("'p/a.csv.gz' cannot be read to its end. "))
        .anyMatch(note -> note.startsWith("'q/b.json.gz' is left out, because it cannot be read"));
    assertThat(found.files()).containsKeys("sources/p.yml", "sources/r.yml");
    assertThat(found.whole()).isFalse();
  }

  @Test
  void columnsThatFilesHaveInAnotherOrderOrNotAtAllAreFoundByTheirNames() throws IOException {
    file("t/t_1.csv", "id,name,km\n1,x,1.5\n2,y,2\n");
    file("t/t_2.csv", "Name,ID,tip\nz,3,7\n02,4,8\n");
    assertThat(source("t"))
        .contains("id: {type: bigint}")
        .contains("name: {type: string}")
        .contains("tip: {type: bigint}")
        .contains("on_missing_column: \"null\"");
    assertThat(discover().files().get("silver/t.yml")).contains("keys: [id]");
    file("j/a.json", "{\"id\": 1}\n{\"id\": 2, \"x\": true}\n");
    assertThat(source("j")).contains("on_missing_column: \"null\"");
  }

  @Test
  void namesThatAreGlobsMeanThemselves() throws IOException {
    file("[a]/b{1}.csv", "id,n\n1,2\n");
    file("[a]/b[2].csv", "other,x\n1,2\n");
    assertThat(discover().files().values().stream().filter(text -> text.contains("source:")))
        .hasSize(2)
        .anyMatch(text -> text.contains("/data/raw/\\\\[a\\\\]"))
        .anyMatch(text -> text.contains("b\\\\{1\\\\}"));
  }

  @Test
  void foldersAbovePlainOnesAreNoPartitions() throws IOException {
    file("dt=1/a/x.csv", "id,n\n1,2\n");
    assertThat(discover().files().values()).noneMatch(text -> text.contains("partition_columns"));
  }

  @Test
  void aPartOfAKeyIsNoKey() throws IOException {
    StringBuilder rows = new StringBuilder("station,reading,unit\n");
    for (int i = 0; i < 40; i++) {
      rows.append("s" + i % 4).append(',').append((i * 0.1e-7)).append(",m\n");
    }
    file("m/m.csv", rows.toString());
    file("n/n.csv", "name,x\na,1\nb,1\n");
    assertThat(source("m")).contains("reading: {type: double}");
    assertThat(discover().files().get("silver/m.yml")).doesNotContain("keys");
    assertThat(discover().files().get("silver/n.yml")).doesNotContain("keys");
  }
}
