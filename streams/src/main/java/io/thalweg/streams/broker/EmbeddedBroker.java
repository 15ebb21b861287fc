package io.thalweg.streams.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, one node that is broker and controller) inside this process, so that
 * a machine with a JDK and nothing else can run the whole program with the same code and the same
 * topics as against a cluster.
 *
 * <p><b>Network.</b> It listens in the clear and without passwords, on 127.0.0.1 unless {@link
 * BrokerSettings#host} says otherwise. The controller's port is always on loopback.
 *
 * <p><b>Data.</b> Everything lives under {@link BrokerSettings#data} and is found again at the next
 * start; a lock keeps a second broker out. What was acknowledged survives {@code kill -9}; it
 * survives a power cut only with {@link BrokerSettings#flushEveryMessage}, because Kafka otherwise
 * leaves flushing to the operating system.
 *
 * <p><b>Cost.</b> On two cores about 3 s for a first start in a process, 0.5 s for a later one.
 * After an unclean stop the node waits until the session of its former self (2 s) has run out: 6 s
 * from the start of the process. About 60 threads and 60 MB of heap.
 *
 * <p><b>Threads.</b> {@link #start} returns when the broker serves. {@link #close} may be called
 * from any thread, any number of times; it returns when the broker has stopped and the directory is
 * free. When the disk fails under its log, Kafka halts the process rather than lie to its clients.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** A free port is seldom taken in the moment before Kafka binds it; five times running, never. */
  private static final int ATTEMPTS = 5;

  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private boolean open = true;

  private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, String bootstrapServers) {
    this.lock = lock;
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @throws BrokerException with one sentence for the user, when the directory is in use, the port
   *     is taken, a setting is refused or the data cannot be read
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    return start(settings, () -> Ports.choose(settings.host(), settings.port()));
  }

  static EmbeddedBroker start(BrokerSettings settings, Supplier<Ports> chooser) {
    DirectoryLock lock = DirectoryLock.acquire(settings.data());
    try {
      return start(settings, chooser, lock);
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedBroker start(
      BrokerSettings settings, Supplier<Ports> chooser, DirectoryLock lock) {
    for (int attempt = 1; ; attempt++) {
      Ports ports = chooser.get();
      try {
        return new EmbeddedBroker(lock, serve(settings, ports), address(settings, ports));
      } catch (BrokerException e) {
        if (attempt == ATTEMPTS || !Ports.taken(e)) {
          throw e;
        }
        LOG.info("a port of {} was taken before it could be bound, trying others", ports);
      }
    }
  }

  private static KafkaRaftServer serve(BrokerSettings settings, Ports ports) {
    Path logs = settings.data().resolve("logs").toAbsolutePath();
    KafkaConfig config =
        config(BrokerProperties.of(settings, logs, ports.broker(), ports.controller()));
    format(logs);
    KafkaRaftServer server = create(config, logs);
    try {
      server.startup();
      return server;
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      server.shutdown();
      server.awaitShutdown();
      throw new BrokerException("The broker cannot start in " + logs + ": " + e + ".", e);
    }
  }

  private static KafkaRaftServer create(KafkaConfig config, Path logs) {
    try {
      return new KafkaRaftServer(config, Time.SYSTEM);
    } catch (Exception e) {
      throw new BrokerException("The broker cannot read its data in " + logs + ": " + e + ".", e);
    }
  }

  private static KafkaConfig config(Properties properties) {
    try {
      return KafkaConfig.fromProps(properties);
    } catch (ConfigException | IllegalArgumentException e) {
      throw new BrokerException("A broker setting is refused: " + e.getMessage() + ".", e);
    }
  }

  /** Gives a new directory its identity; leaves one that has it as it is. */
  private static void format(Path logs) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(clusterId(logs))
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .addDirectory(logs.toString())
          .setMetadataLogDirectory(logs.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new BrokerException("The broker cannot prepare " + logs + ": " + e + ".", e);
    }
  }

  /** The identity a former start left behind, or a new one. */
  private static String clusterId(Path logs) throws IOException {
    return new MetaPropertiesEnsemble.Loader()
        .addLogDirs(List.of(logs.toString()))
        .load()
        .clusterId()
        .orElseGet(() -> Uuid.randomUuid().toString());
  }

  /** Where a client in this process or on this machine connects. */
  private static String address(BrokerSettings settings, Ports ports) {
    String host = settings.host();
    String local = BrokerProperties.isWildcard(host) ? BrokerSettings.LOOPBACK : host;
    return BrokerProperties.bracketed(local) + ":" + ports.broker();
  }

  /** The value for {@code bootstrap.servers}: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops serving, writes everything out and frees the directory. */
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }
}
