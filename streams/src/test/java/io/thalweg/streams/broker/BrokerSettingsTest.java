package io.thalweg.streams.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {
  private static final Path DATA = Path.of("data");

  @Test
  void in_noChoiceMade_listensOnLoopbackOnly() {
    assertThat(properties(BrokerSettings.in(DATA)).getProperty("listeners"))
        .isEqualTo("PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void constructor_portOutOfRange_namesValueAndRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerSettings.in(DATA).withPort(port))
        .withMessageContainingAll("port", String.valueOf(port), "1 to 65535");
  }

  @Test
  void constructor_blankHost_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BrokerSettings(DATA, " ", OptionalInt.empty(), false, Map.of()))
        .withMessageContaining("host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"listeners", "log.dirs", "node.id", "process.roles"})
  void constructor_overrideOfWhatHoldsTheNodeTogether_isRefused(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerSettings.in(DATA).withOverrides(Map.of(key, "1")))
        .withMessageContaining("broker." + key + " cannot be set");
  }

  @Test
  void constructor_misspeltOverride_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrokerSettings.in(DATA).withOverrides(Map.of("log.retention.hour", "1")))
        .withMessageContaining("broker.log.retention.hour is not a setting");
  }

  @Test
  void properties_override_winsOverDefault() {
    BrokerSettings settings = BrokerSettings.in(DATA).withOverrides(Map.of("num.io.threads", "3"));

    assertThat(properties(BrokerSettings.in(DATA)).getProperty("num.io.threads")).isNotEqualTo("3");
    assertThat(properties(settings).getProperty("num.io.threads")).isEqualTo("3");
  }

  @Test
  void properties_flushEveryMessage_flushesAfterOne() {
    BrokerSettings lazy = BrokerSettings.in(DATA);
    BrokerSettings durable =
        new BrokerSettings(DATA, lazy.host(), lazy.port(), true, lazy.overrides());

    assertThat(properties(lazy)).doesNotContainKey("log.flush.interval.messages");
    assertThat(properties(durable)).containsEntry("log.flush.interval.messages", "1");
  }

  @Test
  void properties_wildcardHost_isNotToldToClients() {
    BrokerSettings open = new BrokerSettings(DATA, "0.0.0.0", OptionalInt.empty(), false, Map.of());

    assertThat(properties(open).getProperty("listeners")).startsWith("PLAINTEXT://0.0.0.0:19092,");
    assertThat(properties(open).getProperty("advertised.listeners"))
        .startsWith("PLAINTEXT://")
        .doesNotContain("0.0.0.0");
  }

  @Test
  void properties_ipv6Host_isBracketed() {
    BrokerSettings loopback = new BrokerSettings(DATA, "::1", OptionalInt.empty(), false, Map.of());

    assertThat(properties(loopback).getProperty("listeners"))
        .startsWith("PLAINTEXT://[::1]:19092,");
  }

  private static Properties properties(BrokerSettings settings) {
    return BrokerProperties.of(settings, DATA, 19_092, 19_093);
  }
}
