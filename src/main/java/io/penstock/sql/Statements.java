package io.penstock.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** Cuts a text into statements at its semicolons, with the lexer of Spark's own parser. */
public final class Statements {
  private Statements() {}

  /**
   * The statements of a text; none if there are only comments.
   *
   * @param line the line of the notebook on which the text begins
   */
  public static List<Statement> of(String text, int line) {
    List<Token> tokens = tokens(text);
    List<Statement> statements = new ArrayList<>();
    List<Token> open = new ArrayList<>();
    for (Token token : tokens) {
      boolean end = token.getType() == Token.EOF;
      // A script in BEGIN … END is one statement for Spark.
      boolean cut = token.getType() == SqlBaseLexer.SEMICOLON && !isScript(open);
      if (!end && !cut) {
        open.add(token);
      } else if (!open.isEmpty()) {
        statements.add(statement(text, open, line));
        open.clear();
      }
    }
    return statements;
  }

  private static List<Token> tokens(String text) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text)));
    // What the lexer cannot read, the parser will say.
    lexer.removeErrorListeners();
    CommonTokenStream stream = new CommonTokenStream(lexer);
    stream.fill();
    return stream.getTokens().stream()
        .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
        .toList();
  }

  private static boolean isScript(List<Token> open) {
    return !open.isEmpty()
        && open.get(0).getType() == SqlBaseLexer.BEGIN
        && open.get(open.size() - 1).getType() != SqlBaseLexer.END;
  }

  private static Statement statement(String text, List<Token> tokens, int line) {
    int from = offset(text, tokens.get(0).getStartIndex());
    int to = offset(text, tokens.get(tokens.size() - 1).getStopIndex() + 1);
    int before = (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
    return new Statement(text.substring(from, to), line + before, parameters(tokens));
  }

  // The lexer counts characters as Unicode does, a String as UTF-16 does.
  private static int offset(String text, int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  /** A colon and a name right behind it, unless it picks a field ({@code column:field}). */
  private static Set<String> parameters(List<Token> tokens) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token colon = tokens.get(i);
      Token name = tokens.get(i + 1);
      boolean together = name.getStartIndex() == colon.getStopIndex() + 1;
      boolean ofColumn =
          i > 0
              && tokens.get(i - 1).getStopIndex() + 1 == colon.getStartIndex()
              && isName(tokens.get(i - 1).getText());
      if (colon.getType() == SqlBaseLexer.COLON
          && together
          && !ofColumn
          && isName(name.getText())) {
        names.add(name.getText());
      }
    }
    return names;
  }

  private static boolean isName(String token) {
    return token.matches("[A-Za-z_][A-Za-z0-9_]*");
  }
}
