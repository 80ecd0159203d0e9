package io.penstock.spec.read;

import java.util.List;

/** Valid documents that together use every key of their kind. */
final class FullDocuments {
  private FullDocuments() {}

  static List<String> of(SchemaKind kind) {
    return switch (kind) {
      case PIPELINE ->
          List.of(
              """
              name: a
              description: text
              variables: {one: 1, two: "${word}"}
              defaults:
                sources: {on_bad_file: fail}
                silver: {keys: [k]}
                gold: {refresh: full}
                publish: {defaults: {mode: swap}}
              """);
      case ENVIRONMENT ->
          List.of(
              """
              description: text
              lake: s3a://bucket
              catalog: main
              variables: {one: x}
              connections:
                a: {url: "jdbc:mysql://h/d", user: u, password: p, schema: s, tempdir: "s3a://b/t",
                  iam_role: default, access_key: a, secret_key: s, ca: c.pem, loader: copy,
                  staging_format: csv}
              s3: {endpoint: "http://h", region: r, access_key: a, secret_key: s}
              spark: {spark.x: 1}
              allow_functions: [reflect]
              sample: {rows: 10, dirty: 2%, seed: 7}
              sources: {a: {on_bad_file: fail}}
              silver: {a: {keys: [k]}}
              gold: {a: {refresh: full}}
              publish: {a: {defaults: {mode: swap}}}
              """);
      case SOURCE -> sources();
      case SILVER ->
          List.of(
              """
              description: text
              keys: [a, b]
              apply: {as: upsert, order_by: [c], delete_when: "c = 1"}
              parameters: {p: 1}
              expect:
                - {name: n, that: a > 1, else: warn, fail_above: 5%, on_null: pass}
              """,
              """
              keys: [a]
              apply: {as: history, order_by: [c], valid_from: d}
              """);
      case GOLD ->
          List.of(
              """
              description: text
              keys: a
              refresh: full
              parameters: {p: 1}
              expect:
                - {name: n, that: a > 1, else: warn, fail_above: 5, on_null: violate}
              """);
      case PUBLISH ->
          List.of(
              """
              description: text
              enabled: true
              to: {mysql: warehouse}
              defaults: {mode: swap, deletes: none}
              tables:
                t: {from: gold.a, table: x, mode: swap, deletes: mirror, guard: {max_delete: 5%},
                    keys: [a], types: {a: varchar(64)}, indexes: [[a, b]]}
              """,
              """
              to: {redshift: analytics}
              tables:
                t: {types: {a: varchar(64)}, distkey: a, sortkey: [a, b], encode: {a: zstd}}
              """,
              """
              to: {files: exports}
              format: {type: csv, header: true, compression: gzip}
              keep: 3
              defaults: {mode: append}
              tables:
                t: {mode: swap, partition_by: [a], max_file_size: 128MB}
              """,
              """
              to: {glue: lakehouse}
              tables:
                t: {from: gold.a, table: x}
                e: {export: exports.t}
              """);
    };
  }

  private static List<String> sources() {
    return List.of(
        """
        description: text
        source: {type: http, url: "http://h/x", headers: {Accept: x}, unpack: zip, timeout: 30s,
          sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeF,
          attempts: 3, max_unpacked: 20GB}
        format: {type: csv, header: true, header_rows: 1, skip_rows: 0, delimiter: ";", quote: "'",
          escape: "", encoding: UTF-8, null_value: ["-", ""], decimal_separator: ",",
          group_separator: "_", true_value: [ja], false_value: nein, comment: "#", skip_footer: 1,
          empty_rows: skip, short_rows: pad}
        schema:
          columns: {a: {type: int, from: A, pattern: x, description: y}}
          on_new_column: add
          on_missing_column: fail
          on_bad_value: rescue
          fail_above: {malformed: 5%, rescued: 100}
        on_overwritten_file: reingest
        on_bad_file: quarantine
        """,
        """
        source: {type: files, path: /x, include: "*.csv", partition_columns: [dt, hour], unpack: none, max_unpacked: 1 gb}
        format: {type: json, layout: lines, encoding: UTF-8, explode: a.b}
        """,
        """
        source: {type: files, path: /x, unpack: gzip, archive: /y}
        format: {type: parquet}
        """,
        """
        description: text
        source: {type: mysql, connection: shop, connections: 2}
        defaults: {load: full, prefix: s_, tinyint1: boolean}
        tables:
          a: {keys: [id], query: SELECT 1 AS id}
          b: {load: incremental, cursor: updated_at, lag: 5m}
          c: {load: incremental, cursor: id, lag: 100, deletes: detect}
        """);
  }
}
