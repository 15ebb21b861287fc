package io.thalweg.streams.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What can be chosen about the embedded broker. Immutable.
 *
 * @param data directory that holds the broker's logs; created when missing, reused when present
 * @param host address to listen on. Anything but a loopback address opens the broker, which asks
 *     for no password, to the network
 * @param port port to listen on, 1 to 65535; empty takes any free one, a new one at every start
 * @param flushEveryMessage whether a record is on the disk before it is acknowledged. Without it an
 *     acknowledged record survives the death of the process but not of the machine; with it every
 *     append costs one {@code fsync}
 * @param overrides Kafka broker settings by their Kafka name (without any prefix); they win over
 *     the settings made here, but for those that hold the single node together
 */
public record BrokerSettings(
    Path data,
    String host,
    OptionalInt port,
    boolean flushEveryMessage,
    Map<String, String> overrides) {

  /** Nobody outside this machine can reach it. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Checks the ranges and the names of the overrides. */
  public BrokerSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("broker host is blank; it must be a name or an address");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw new IllegalArgumentException(
          "broker port is "
              + port.getAsInt()
              + "; it must be 1 to 65535, or absent for any free one");
    }
    overrides = Map.copyOf(overrides);
    BrokerProperties.checkOverrides(overrides);
  }

  /** A broker on loopback, on any free port, in {@code data}, with the defaults for the rest. */
  public static BrokerSettings in(Path data) {
    return new BrokerSettings(data, LOOPBACK, OptionalInt.empty(), false, Map.of());
  }

  /** The same on a port of choice. */
  public BrokerSettings withPort(int chosen) {
    return new BrokerSettings(data, host, OptionalInt.of(chosen), flushEveryMessage, overrides);
  }

  /** The same with other Kafka settings. */
  public BrokerSettings withOverrides(Map<String, String> chosen) {
    return new BrokerSettings(data, host, port, flushEveryMessage, chosen);
  }
}
