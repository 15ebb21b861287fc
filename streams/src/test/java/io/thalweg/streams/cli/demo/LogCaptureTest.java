package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;

/** In a logging context of its own, whose only printer is a string. */
final class LogCaptureTest {
  private final StringWriter printed = new StringWriter();
  private final LoggerContext context = context();
  private final LogQueue queue = new LogQueue();

  @Test
  void start_debugOfKafkaAndOurs_isCapturedAndNotPrinted() {
    try (LogCapture capture = LogCapture.start(context, queue)) {
      context.getLogger("org.apache.kafka.clients.NetworkClient").debug("sent {}", 3);
      context.getLogger("io.thalweg.streams.X").debug("ours");
      context.getLogger("com.other.Y").debug("theirs");

      assertThat(captured())
          .containsExactly(
              new LogLine("clients", "DEBUG NetworkClient - sent 3"),
              new LogLine("streams", "DEBUG X - ours"));
      assertThat(printed.toString()).isEmpty();
    }
  }

  @Test
  void start_warnings_areCapturedAndPrintedOnceAsBefore() {
    try (LogCapture capture = LogCapture.start(context, queue)) {
      context.getLogger("kafka.log.LogManager").warn("careful");

      assertThat(captured()).containsExactly(new LogLine("broker", "WARN LogManager - careful"));
      assertThat(printed.toString()).isEqualTo("careful;");
    }
  }

  @Test
  void start_loggerWithALevelOfItsOwn_printsAsThatSays() {
    context
        .getConfiguration()
        .addLogger("io.thalweg", new LoggerConfig("io.thalweg", Level.ERROR, true));
    context.updateLoggers();
    try (LogCapture capture = LogCapture.start(context, queue)) {
      context.getLogger("io.thalweg.X").warn("not said before");
      context.getLogger("io.thalweg.X").error("said before");
    }

    assertThat(printed.toString()).isEqualTo("said before;");
    context.getLogger("io.thalweg.X").warn("nor after");
    assertThat(printed.toString()).as("put back").isEqualTo("said before;");
  }

  @Test
  void start_ownProducerReaderAndRequests_areLeftOut() throws InterruptedException {
    try (LogCapture capture = LogCapture.start(context, queue)) {
      for (String name : List.of("kafka-producer-network-thread | demo-events", "demo-watch")) {
        Thread thread =
            new Thread(() -> context.getLogger("org.apache.kafka.A").debug("feedback"), name);
        thread.start();
        thread.join();
      }
      context.getLogger("kafka.request.logger").debug("a document");

      assertThat(captured()).isEmpty();
    }
  }

  @Test
  void start_madeUpErrors_areCapturedHoweverManyAndNeverPrinted() {
    try (LogCapture capture = LogCapture.start(context, queue)) {
      for (int i = 0; i < 10; i++) {
        context
            .getLogger(LogCapture.UNPRINTED + ".Vault")
            .error("torn", new IOException("bad disk"));
      }

      List<LogLine> lines = captured();
      assertThat(lines).hasSize(10);
      assertThat(lines.get(0).text())
          .startsWith("ERROR Vault - torn java.io.IOException: bad disk at io.thalweg.");
      assertThat(printed.toString()).isEmpty();
    }
  }

  @Test
  void close_after_nothingIsCapturedAndLevelsAreAsBefore() {
    LogCapture.start(context, queue).close();

    context.getLogger("org.apache.kafka.A").error("loud");
    assertThat(captured()).isEmpty();
    assertThat(printed.toString()).isEqualTo("loud;");
    assertThat(context.getLogger("org.apache.kafka.A").isDebugEnabled()).isFalse();
    assertThat(context.getConfiguration().getLoggers()).isEmpty();
  }

  private List<LogLine> captured() {
    List<LogLine> lines = new ArrayList<>();
    for (Optional<LogLine> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      lines.add(next.get());
    }
    return lines;
  }

  private LoggerContext context() {
    LoggerContext made = new LoggerContext("capture");
    Configuration configuration = new DefaultConfiguration();
    made.start(configuration);
    LoggerConfig root = configuration.getRootLogger();
    List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
    root.setLevel(Level.WARN);
    WriterAppender printer =
        WriterAppender.createAppender(
            PatternLayout.newBuilder().withPattern("%m;").build(),
            null,
            printed,
            "printer",
            true,
            true);
    printer.start();
    root.addAppender(printer, null, null);
    made.updateLoggers();
    return made;
  }
}
