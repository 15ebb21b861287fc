package io.thalweg.streams.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.server.config.AbstractKafkaConfig;

/**
 * The Kafka settings of a single node that shares a small machine with the program it serves.
 * Kafka's own defaults are meant for a machine of its own among others: three replicas, 50
 * partitions per internal topic, 128 MiB for the cleaner, dozens of threads.
 */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** What the single node stands on: the class sets these itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "process.roles",
          "node.id",
          "broker.id",
          "log.dir",
          "log.dirs",
          "metadata.log.dir",
          "listeners",
          "listener.security.protocol.map",
          "inter.broker.listener.name",
          "controller.listener.names",
          "controller.quorum.voters",
          "controller.quorum.bootstrap.servers");

  private BrokerProperties() {}

  static void checkOverrides(Map<String, String> overrides) {
    Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
    for (String key : overrides.keySet()) {
      if (RESERVED.contains(key)) {
        throw new IllegalArgumentException(
            "broker."
                + key
                + " cannot be set: the embedded broker derives it from its data"
                + " directory, host and port");
      }
      if (!known.contains(key) && !key.startsWith("listener.name.")) {
        throw new IllegalArgumentException(
            "broker."
                + key
                + " is not a setting of a Kafka broker; see the broker configuration"
                + " reference of Apache Kafka for the names");
      }
    }
  }

  /** All settings for one start, overrides last. */
  static Properties of(BrokerSettings settings, Path logs, int port, int controllerPort) {
    Properties all = new Properties();
    identity(all, settings, logs, port, controllerPort);
    singleNode(all);
    quickRecovery(all);
    smallMachine(all);
    compaction(all);
    if (settings.flushEveryMessage()) {
      all.setProperty("log.flush.interval.messages", "1");
    }
    all.putAll(settings.overrides());
    return all;
  }

  private static void identity(
      Properties all, BrokerSettings settings, Path logs, int port, int controllerPort) {
    String controller = BrokerSettings.LOOPBACK + ":" + controllerPort;
    all.setProperty("process.roles", "broker,controller");
    all.setProperty("node.id", String.valueOf(NODE_ID));
    all.setProperty("log.dirs", logs.toString());
    all.setProperty(
        "listeners",
        "PLAINTEXT://"
            + bracketed(settings.host())
            + ":"
            + port
            + ","
            + CONTROLLER_LISTENER
            + "://"
            + controller);
    if (!settings.overrides().containsKey("advertised.listeners")) {
      String host = bracketed(reachable(settings.host()));
      all.setProperty("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
    }
    all.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    all.setProperty("inter.broker.listener.name", "PLAINTEXT");
    all.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    all.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void singleNode(Properties all) {
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      all.setProperty(topic + ".replication.factor", "1");
      all.setProperty(topic + ".num.partitions", "1");
    }
    all.setProperty("transaction.state.log.min.isr", "1");
    all.setProperty("share.coordinator.state.topic.min.isr", "1");
    all.setProperty("default.replication.factor", "1");
    all.setProperty("min.insync.replicas", "1");
    // A mistyped topic name should be an error, not an empty topic that nobody reads.
    all.setProperty("auto.create.topics.enable", "false");
    all.setProperty("message.max.bytes", String.valueOf(TopicSpec.DEFAULT_MAX_MESSAGE_BYTES));
  }

  /** Everything that someone waits for after a {@code kill -9}. */
  private static void quickRecovery(Properties all) {
    // The restarted node is refused until the session of its dead self has run out.
    all.setProperty("broker.session.timeout.ms", "2000");
    all.setProperty("broker.heartbeat.interval.ms", "500");
    // A transaction whose producer died blocks committed readers until it is aborted.
    all.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    all.setProperty("group.initial.rebalance.delay.ms", "0");
    all.setProperty("group.min.session.timeout.ms", "1000");
    // A start that does not come to an end is an error, not a wait.
    all.setProperty("server.max.startup.time.ms", "60000");
    // After an unclean stop the newest segment of each partition is read again, so keep it short.
    all.setProperty("log.segment.bytes", String.valueOf(128 << 20));
  }

  private static void smallMachine(Properties all) {
    all.setProperty("num.network.threads", "2");
    all.setProperty("num.io.threads", "4");
    all.setProperty("background.threads", "2");
    all.setProperty("group.coordinator.threads", "1");
    all.setProperty("group.coordinator.background.threads", "1");
    all.setProperty("num.recovery.threads.per.data.dir", "2");
    // Room for a segment of 128 MiB; the default maps 10 MiB for every active segment.
    all.setProperty("log.index.size.max.bytes", String.valueOf(1 << 20));
  }

  /**
   * Model and changelog topics are small and often rewritten: compact them soon, in little memory.
   */
  private static void compaction(Properties all) {
    all.setProperty("log.cleaner.threads", "1");
    all.setProperty("log.cleaner.backoff.ms", "2000");
    // 24 bytes per key: about 300,000 keys a round; what does not fit waits for the next round.
    all.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    all.setProperty("log.cleaner.io.buffer.size", String.valueOf(512 << 10));
  }

  /** The address told to clients: a wildcard is somewhere to listen, nowhere to connect to. */
  private static String reachable(String host) {
    if (!isWildcard(host)) {
      return host;
    }
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      throw new BrokerException(
          "The broker listens on every address ("
              + host
              + ") but this machine does not know its own"
              + " name; name it with broker.advertised.listeners=PLAINTEXT://NAME:PORT.",
          e);
    }
  }

  static boolean isWildcard(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      throw new BrokerException("The broker cannot listen on " + host + ": no such host.", e);
    }
  }

  /** IPv6 addresses carry colons of their own. */
  static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
