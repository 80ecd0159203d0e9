package io.penstock.notebook;

import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown as HTML or as plain text. HTML inside of it is shown, not obeyed. */
public final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .softbreak("\n")
          .build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder()
          .extensions(EXTENSIONS)
          .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
          .build();

  private Markdown() {}

  static String html(String markdown) {
    return HTML.render(PARSER.parse(markdown));
  }

  /** The text alone, for a terminal. */
  public static String text(String markdown) {
    return TEXT.render(PARSER.parse(markdown));
  }

  /** The text of the first heading. */
  static Optional<String> heading(String markdown) {
    String[] found = new String[1];
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                found[0] = found[0] == null ? TEXT.render(heading).strip() : found[0];
              }
            });
    return Optional.ofNullable(found[0]);
  }
}
