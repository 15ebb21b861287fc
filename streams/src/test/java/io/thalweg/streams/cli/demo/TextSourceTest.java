package io.thalweg.streams.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextSourceTest {
  @TempDir private Path directory;

  private final LogQueue queue = new LogQueue();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<String> sent = new ArrayList<>();

  @Test
  void event_linesLoggedBeforeTheFirst_areForgotten() {
    TextSource source = source(0);
    source.observe();
    log("starting");
    assertThat(source.observe().event(Instant.EPOCH)).isEmpty();

    log("running");

    EventSource.Event event = source.observe().event(Instant.EPOCH).orElseThrow();
    assertThat(event.entity()).isEqualTo("broker");
    assertThat(new String(event.value(), UTF_8)).isEqualTo("DEBUG A - running");
    assertThat(sent).containsExactly("DEBUG A - running");
  }

  @Test
  void event_filesAtAQuarter_comeInTurnUnderTheirNames() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain.log"), "one\r\n\n  \ntwo");
    Path packed = directory.resolve("packed.GZ");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("thr\u00e9e\n".getBytes(UTF_8));
    }
    TextSource source = source(0.25, plain, packed);
    List<String> entities = new ArrayList<>();
    for (int look = 0; look < 20; look++) {
      log("x", look);
      source.observe().event(Instant.EPOCH).ifPresent(event -> entities.add(event.entity()));
    }

    assertThat(entities.subList(0, 12))
        .as("the first clears the log, which then has a line per look")
        .containsExactly(
            "broker",
            "broker",
            "plain.log",
            "broker",
            "broker",
            "broker",
            "plain.log",
            "broker",
            "broker",
            "broker",
            "packed.GZ",
            "broker");
    assertThat(sent).contains("one", "two", "thr\u00e9e");
  }

  @Test
  void next_endlessLineAndBytesThatAreNoUtf8_areCutAndReplaced() throws IOException {
    Path file = directory.resolve("odd");
    byte[] bytes = ("x".repeat(10_000) + "\n?\n").getBytes(UTF_8);
    bytes[10_001] = (byte) 0xff;
    Files.write(file, bytes);

    try (LineFiles files = new LineFiles(List.of(file))) {
      assertThat(files.next().orElseThrow().text()).hasSize(LineFiles.LONGEST);
      assertThat(files.next()).hasValue(new LogLine("odd", "\ufffd"));
      assertThat(files.next()).isEmpty();
    }
  }

  @Test
  void observe_often_capturesOnceAndEndGivesBack() {
    TextSource source = source(0);
    source.observe();
    source.observe();
    source.end();

    assertThat(started).hasValue(1);
    assertThat(ended).hasValue(1);
  }

  private TextSource source(double filesPerLook, Path... files) {
    return new TextSource(
        queue,
        () -> {
          started.incrementAndGet();
          return ended::incrementAndGet;
        },
        new LineFiles(List.of(files)),
        filesPerLook,
        (time, line) -> sent.add(line.text()));
  }

  private void log(String message) {
    log(message, 0);
  }

  private void log(String message, int second) {
    queue.offer(
        Log4jLogEvent.newBuilder()
            .setLoggerName("a.A")
            .setLevel(Level.DEBUG)
            .setTimeMillis(1000L * second)
            .setMessage(new SimpleMessage(message))
            .build());
  }
}
