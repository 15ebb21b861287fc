package io.thalweg.streams.cli.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka's loggers and our own speak at debug level into a {@link LogQueue}, and nowhere else:
 * terminal and log file get what they got before.
 *
 * <p>Left out is what the demo itself does with the lines, by the name of the thread: its producer
 * would log that it sends a line, which would be sent; and the reader of the results, which logs as
 * much again. The broker's log of requests stays as it was: it writes each as a JSON document, more
 * work than all the rest. To be closed, which puts everything back.
 */
final class LogCapture implements AutoCloseable {
  /** Of what is only to be captured, never printed. */
  static final String UNPRINTED = "io.thalweg.streams.cli.demo.made.up";

  private static final List<String> CAPTURED = List.of("io.thalweg", "org.apache.kafka", "kafka");
  private static final String REQUESTS = "kafka.request.logger";

  private final LoggerContext context;
  private final Map<String, LoggerConfig> ours = new LinkedHashMap<>();
  private final Map<String, LoggerConfig> before = new LinkedHashMap<>();
  private final Appender appender;

  private LogCapture(LoggerContext context, LogQueue queue) {
    this.context = context;
    appender = new Capturing(queue);
  }

  /** Begins. */
  static LogCapture start(LoggerContext context, LogQueue queue) {
    LogCapture capture = new LogCapture(context, queue);
    capture.appender.start();
    Configuration configuration = context.getConfiguration();
    for (String name : CAPTURED) {
      capture.ours.put(name, capture.printing(configuration, name, Level.DEBUG, true));
    }
    capture.ours.put(REQUESTS, capture.printing(configuration, REQUESTS, Level.WARN, false));
    capture.ours.put(UNPRINTED, logger(UNPRINTED, Level.DEBUG));
    capture.ours.get(UNPRINTED).addAppender(capture.appender, null, null);
    capture.ours.forEach((name, logger) -> capture.replace(configuration, name, logger));
    context.updateLoggers();
    return capture;
  }

  /** A logger that prints where and what the one it replaces does. */
  private LoggerConfig printing(
      Configuration configuration, String name, Level level, boolean captured) {
    LoggerConfig logger = logger(name, level);
    LoggerConfig known = configuration.getLoggerConfig(name);
    Level printed = known.getLevel();
    for (LoggerConfig each : upwards(known)) {
      Map<String, AppenderRef> refs = new HashMap<>();
      each.getAppenderRefs().forEach(ref -> refs.put(ref.getRef(), ref));
      each.getAppenders()
          .forEach((ref, printer) -> addPrinter(logger, printer, printed, refs.get(ref)));
    }
    if (captured) {
      logger.addAppender(appender, null, null);
    }
    return logger;
  }

  private static void addPrinter(
      LoggerConfig logger, Appender printer, Level printed, @Nullable AppenderRef ref) {
    Level least = ref == null ? null : ref.getLevel();
    boolean stricter = least != null && least.isMoreSpecificThan(printed);
    logger.addAppender(printer, stricter ? least : printed, ref == null ? null : ref.getFilter());
  }

  private static List<LoggerConfig> upwards(LoggerConfig from) {
    List<LoggerConfig> all = new ArrayList<>();
    LoggerConfig at = from;
    while (at != null) {
      all.add(at);
      at = at.isAdditive() ? at.getParent() : null;
    }
    return all;
  }

  private static LoggerConfig logger(String name, Level level) {
    return new LoggerConfig(name, level, false);
  }

  private void replace(Configuration configuration, String name, LoggerConfig logger) {
    LoggerConfig known = configuration.getLoggers().get(name);
    if (known != null) {
      before.put(name, known);
      configuration.removeLogger(name);
    }
    configuration.addLogger(name, logger);
  }

  @Override
  public void close() {
    Configuration configuration = context.getConfiguration();
    ours.keySet().forEach(configuration::removeLogger);
    before.forEach(configuration::addLogger);
    context.updateLoggers();
    appender.stop();
  }

  private static final class Capturing extends AbstractAppender {
    private final LogQueue queue;

    Capturing(LogQueue queue) {
      super("demo-capture", null, null, true, Property.EMPTY_ARRAY);
      this.queue = queue;
    }

    @Override
    public void append(LogEvent event) {
      String thread = event.getThreadName();
      if (event.getLoggerName().startsWith(UNPRINTED)) {
        queue.offerAll(event);
      } else if (!thread.contains(EventProducer.NAME) && !thread.contains(TopicWatch.NAME)) {
        queue.offer(event);
      }
    }
  }
}
