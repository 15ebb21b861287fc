package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

final class LogQueueTest {
  private final LogQueue queue = new LogQueue();

  @Test
  void offer_oneLoggerOftenInASecond_takesTheFirstFew() {
    for (int i = 0; i < 5; i++) {
      queue.offer(event("a.A", 1_000 + i, "line " + i));
    }
    queue.offer(event("a.B", 1_010, "another's"));
    queue.offer(event("a.A", 2_000, "next second"));

    assertThat(queue.poll()).hasValue(new LogLine("broker", "DEBUG A - line 0"));
    assertThat(queue.poll()).hasValue(new LogLine("broker", "DEBUG A - line 1"));
    assertThat(queue.poll()).hasValue(new LogLine("broker", "DEBUG B - another's"));
    assertThat(queue.poll()).hasValue(new LogLine("broker", "DEBUG A - next second"));
    assertThat(queue.poll()).isEmpty();
    assertThat(queue.dropped()).as("a share is no loss").isZero();
  }

  @Test
  void offer_nobodyTakes_dropsTheNewestAndCounts() {
    for (int logger = 0; logger < 600; logger++) {
      queue.offer(event("a.L" + logger, 1_000, "x"));
    }

    assertThat(queue.dropped()).isEqualTo(600 - 512);
    assertThat(queue.poll()).hasValue(new LogLine("broker", "DEBUG L0 - x"));
    queue.clear();
    assertThat(queue.poll()).isEmpty();
    assertThat(queue.dropped()).isZero();
  }

  @Test
  void of_longMessageWithLineBreaks_isOneLineAndCut() {
    LogLine line =
        LogLine.of(event("org.apache.kafka.streams.S", 0, "a\r\n\tb " + "x".repeat(500)));

    assertThat(line.component()).isEqualTo("streams");
    assertThat(line.text())
        .startsWith("DEBUG S - a b xxx")
        .hasSizeLessThanOrEqualTo(LogLine.LONGEST);
  }

  private static LogEvent event(String logger, long millis, String message) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName(logger)
        .setLevel(Level.DEBUG)
        .setTimeMillis(millis)
        .setMessage(new SimpleMessage(message))
        .build();
  }
}
