package io.thalweg.streams.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The broker command in a JVM of its own, which can be killed. */
final class ChildBroker implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String PREFIX = "bootstrap.servers=";

  private final Process process;
  private final String bootstrapServers;

  private ChildBroker(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts it and waits until it serves. */
  static ChildBroker start(Path data) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // it lives for seconds: start soon rather than run fast
                "-Dthalweg.log.dir=" + data.resolve("log"),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                "--port=0",
                "--data=" + data.resolve("broker"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return new ChildBroker(process, address(process));
    } catch (Exception | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String address(Process process) throws Exception {
    BufferedReader out = process.inputReader();
    String line =
        CompletableFuture.supplyAsync(() -> readLine(out))
            .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    if (!line.startsWith(PREFIX)) {
      throw new AssertionError("the broker said: " + line);
    }
    return line.substring(PREFIX.length());
  }

  private static String readLine(BufferedReader out) {
    try {
      return String.valueOf(out.readLine());
    } catch (IOException e) {
      return e.toString();
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  private int awaitEnd() throws InterruptedException {
    if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the broker did not end within " + DEADLINE);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
