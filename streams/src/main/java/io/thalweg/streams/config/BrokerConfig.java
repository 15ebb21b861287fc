package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The embedded broker, which starts when {@code kafka.bootstrap.servers} is absent.
 *
 * @param port port on the loopback interface; 0: any free one
 * @param data directory of its log, kept over restarts
 * @param durable whether every record is forced to disk before it is acknowledged: survives a power
 *     cut, at the price of throughput
 */
public record BrokerConfig(
    @JsonProperty("port") int port,
    @JsonProperty("data") String data,
    @JsonProperty("durable") boolean durable) {

  public static final BrokerConfig DEFAULTS = new BrokerConfig(0, ".thalweg/broker", false);

  public BrokerConfig {
    Check.range("broker.port", port, 0, 65_535);
    Check.path("broker.data", data);
  }
}
