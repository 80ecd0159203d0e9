package io.penstock.run;

import io.penstock.testing.Trial;
import java.nio.file.Path;

/** A source of orders with an id and an amount, which several tests carry through the layers. */
final class OrdersTrial {
  private OrdersTrial() {}

  /** Its files lie in the folder {@code data} beside the pipeline. */
  static Trial in(Path root) {
    return new Trial(root)
        .file(
            "sources/orders.yml",
            """
            source: {type: files, path: ../data}
            format: {type: csv}
            schema:
              columns:
                id: {type: bigint}
                amount: {type: "decimal(9,2)"}
            """);
  }
}
