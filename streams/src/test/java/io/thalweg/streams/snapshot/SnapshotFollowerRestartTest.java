package io.thalweg.streams.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apart from the others, since the broker goes away. */
@Timeout(90)
class SnapshotFollowerRestartTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String TOPIC = "plant.model";

  @TempDir private Path data;

  @Test
  void newest_brokerRestarted_goesOnFromWhereItWas() {
    EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.in(data));
    String address = first.bootstrapServers();
    publish(address, 1);
    try (SnapshotFollower follower = follow(address)) {
      assertThat(follower.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(1L);

      first.close();
      assertThat(follower.newest()).map(Snapshot::version).hasValue(1L);
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.in(data).withPort(port))) {
        publish(second.bootstrapServers(), 2);

        assertThat(follower.awaitDecided(TestSnapshots.boundary(2), DEADLINE)).isTrue();
        assertThat(follower.newest()).map(Snapshot::version).hasValue(2L);
        assertThat(follower.loaded()).isEqualTo(2);
      }
    }
  }

  @Test
  void read_nobodyThere_saysSoInOneSentence() {
    assertThatThrownBy(
            () ->
                ModelTopic.read(
                    Map.of("bootstrap.servers", "127.0.0.1:1"), TOPIC, "plant", DEADLINE))
        .isInstanceOf(SnapshotException.class)
        .hasMessage(
            "Topic plant.model at 127.0.0.1:1 cannot be read: no Kafka broker answered in time.");
  }

  private static SnapshotFollower follow(String address) {
    return SnapshotFollower.start(Map.of("bootstrap.servers", address), TOPIC, "plant");
  }

  private static void publish(String address, long version) {
    try (ModelTopicWriter writer = new ModelTopicWriter(address, TOPIC)) {
      writer.publish(version);
    }
  }
}
