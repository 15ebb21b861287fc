package io.thalweg.streams.cli;

import io.thalweg.streams.broker.BrokerException;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The embedded broker alone, for several processes and foreign clients to share.
 *
 * <p>Prints one line, {@code bootstrap.servers=HOST:PORT}, when it serves, then waits. SIGTERM and
 * SIGINT stop it cleanly; so does interrupting the calling thread, which then returns 0. An error
 * is one sentence on the error stream and the exit code 1.
 */
@Command(
    name = "broker",
    description = "Run the embedded Kafka broker alone, for other processes to share.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BrokerCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port to listen on; 0 takes any free one.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".thalweg/broker",
      description = "Directory of the broker's data; reused when it exists.")
  private Path data = Path.of("");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = BrokerSettings.LOOPBACK,
      description =
          "Address to listen on. Anything but loopback lets others on the network read and write"
              + " without a password.")
  private String host = "";

  @Option(
      names = "--durable",
      description = "Flush every record to the disk before it is acknowledged.")
  private boolean durable;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "A Kafka broker setting, by its Kafka name; repeatable.")
  private final Map<String, String> overrides = new HashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
      // The process ends when the last hook does, so the broker is down before it is gone.
      Thread hook = new Thread(broker::close, "broker-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      announce(broker);
      awaitInterrupt();
      Runtime.getRuntime().removeShutdownHook(hook);
      return 0;
    } catch (BrokerException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private BrokerSettings settings() {
    OptionalInt chosen = port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    return new BrokerSettings(data, host, chosen, durable, overrides);
  }

  private void announce(EmbeddedBroker broker) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("bootstrap.servers=" + broker.bootstrapServers());
    out.flush();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The request to stop: it ends here, and the broker's own shutdown must not see it.
      Thread.interrupted();
    }
  }
}
