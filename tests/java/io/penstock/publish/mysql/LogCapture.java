package io.penstock.publish.mysql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, by anybody, with stack traces. */
final class LogCapture extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Level before = context.getConfiguration().getRootLogger().getLevel();

  LogCapture() {
    super("capture", null, null, true, Property.EMPTY_ARRAY);
    start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.addAppender(this, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getMessage().getFormattedMessage());
    for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
      lines.add(t.toString());
    }
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.removeAppender("capture");
    root.setLevel(before);
    context.updateLoggers();
    stop();
  }
}
