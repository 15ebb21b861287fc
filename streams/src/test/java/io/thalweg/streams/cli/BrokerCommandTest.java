package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.broker.TestClients;
import io.thalweg.streams.broker.TopicSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class BrokerCommandTest {
  @TempDir private Path data;

  private final StringWriter err = new StringWriter();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @Test
  void call_freePort_announcesItServesAndStopsWhenInterrupted() throws Exception {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread command = new Thread(() -> exit.complete(run("--port=0", "--data=" + data)), "command");
    command.start();

    String line = lines.poll(30, TimeUnit.SECONDS);
    assertThat(line).startsWith("bootstrap.servers=127.0.0.1:");
    TestClients.ensure(
        line.substring("bootstrap.servers=".length()), TopicSpec.events("served", 1));
    command.interrupt();

    assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void call_portTaken_saysSoInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exit = run("--port=" + taken.getLocalPort(), "--data=" + data);

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .contains("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void call_unknownSetting_saysSoInOneLine() {
    int exit = run("--data=" + data, "--set=log.retention.hour=1");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("log.retention.hour");
  }

  @Test
  void help_asked_documentsEveryOption() {
    assertThat(new CommandLine(new BrokerCommand()).getUsageMessage())
        .contains("--port", "--data", "--host", "--durable", "--set", "9092", "127.0.0.1");
  }

  private int run(String... args) {
    return new CommandLine(new BrokerCommand())
        .setOut(new PrintWriter(new LineWriter(lines), true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  /** Hands over each line as it is flushed. */
  private static final class LineWriter extends StringWriter {
    private final BlockingQueue<String> lines;

    LineWriter(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void flush() {
      toString().lines().forEach(lines::add);
      getBuffer().setLength(0);
    }
  }
}
