package io.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LiveLines lines =
      new LiveLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), 20);

  @Test
  void whatHasEndedStandsAboveWhatGoesOn() {
    lines.show("a", "a 10 %");
    lines.show("b", "b 10 %");
    lines.show("a", "a 20 %");
    lines.end("a", "a 7 rows, and more than fits into twenty columns");
    lines.show("a", "a 30 %");
    lines.show("b", "b 90 % of something long");

    assertThat(screen())
        .containsExactly(
            "a 7 rows, and more than fits into twenty columns", "b 90 % of something…");
  }

  @Test
  void nothingIsDrawnOverWhatIsLeft() {
    lines.show("a", "a 10 %");
    lines.rest();
    lines.show("a", "a 20 %");
    lines.end("b", "b done");

    assertThat(screen()).containsExactly("a 10 %", "b done");
  }

  /** What a terminal shows: the two sequences that are used move up, and clear what is below. */
  private List<String> screen() {
    List<String> screen = new ArrayList<>();
    int at = 0;
    for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line;
      if (text.startsWith("\u001b[") && text.indexOf('A') > 0) {
        at -= Integer.parseInt(text.substring(2, text.indexOf('A')));
        text = text.substring(text.indexOf('A') + 2);
      }
      if (text.startsWith("\u001b[J")) {
        screen.subList(at, screen.size()).clear();
        text = text.substring(3);
      }
      if (!text.isEmpty()) {
        screen.add(text);
        at++;
      }
    }
    return screen;
  }
}
