package io.thalweg.streams.cli.demo;

import org.apache.logging.log4j.core.LogEvent;

/**
 * What a program logs, as one line: {@code DEBUG Partition - High watermark updated}, without the
 * time, which the record has, and with the logger's last name alone.
 *
 * @param component part of the program that logged it, one of few
 * @param text at most {@value #LONGEST} characters, without line breaks
 */
record LogLine(String component, String text) {
  static final int LONGEST = 400;

  private static final int FRAMES = 3;

  /** What an event says; of an exception its message and first frames. */
  static LogLine of(LogEvent event) {
    String logger = event.getLoggerName();
    StringBuilder line = new StringBuilder();
    line.append(event.getLevel()).append(' ').append(lastName(logger)).append(" - ");
    line.append(event.getMessage().getFormattedMessage());
    if (event.getThrown() != null) {
      append(event.getThrown(), line);
    }
    return new LogLine(component(logger), readable(line));
  }

  private static void append(Throwable thrown, StringBuilder line) {
    line.append(' ').append(thrown);
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      line.append(" at ").append(frames[i]);
    }
  }

  private static String readable(StringBuilder line) {
    String text = line.substring(0, Math.min(line.length(), LONGEST));
    return text.replaceAll("\\p{Cntrl}+", " ").stripTrailing();
  }

  private static String lastName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  /**
   * The broker, its clients, or the streams application, which Thalweg's own classes are part of. A
   * component per package would have too few lines to learn from in a minute.
   */
  private static String component(String logger) {
    if (logger.startsWith("io.thalweg.") || logger.startsWith("org.apache.kafka.streams.")) {
      return "streams";
    }
    return logger.startsWith("org.apache.kafka.clients.") ? "clients" : "broker";
  }
}
