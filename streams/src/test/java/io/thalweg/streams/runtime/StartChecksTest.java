package io.thalweg.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.PipelinePlan;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.topology.Plans;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartChecksTest {

  @TempDir private Path state;

  private PipelineConfig config(String kafka, String more) {
    return PipelineConfig.parse(
        """
        pipeline: plant
        kafka: {bootstrap.servers: "localhost:1"%s}
        source: {topic: plant.events, fields: [a, b, c]}
        state: {dir: "%s"}
        %s
        """
            .formatted(kafka, state, more));
  }

  private void checkCache(PipelineConfig config) {
    StartChecks.checkCache(Plans.of(config, 1), StreamsSettings.of(config, "learn"));
  }

  @Test
  void checkAlignment_offsetOnSeveralPartitions_isRefusedInOneSentence() {
    PipelineConfig config = config("", "serve: {alignment: offset}");

    assertThatThrownBy(() -> StartChecks.checkAlignment(config, 4))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "serve.alignment is 'offset', allowed is latest: source.topic plant.events has 4"
                + " partitions, and offset serves one.");
    assertThatCode(() -> StartChecks.checkAlignment(config, 1)).doesNotThrowAnyException();
    assertThatCode(() -> StartChecks.checkAlignment(config("", ""), 4)).doesNotThrowAnyException();
  }

  @Test
  void checkCache_defaults_pass() {
    assertThatCode(() -> checkCache(config("", ""))).doesNotThrowAnyException();
  }

  @Test
  void checkCache_smallerThanTwoCheckpoints_isRefusedInOneSentence() {
    PipelinePlan plan = Plans.of(config("", ""), 1);
    long least = 2 * StartChecks.checkpointBytes(plan);
    assertThat(least).as("a replay buffer of 2 MiB and the weights").isGreaterThan(2 * 2_097_152);
    String key = ", statestore.cache.max.bytes: %d";

    assertThatThrownBy(() -> checkCache(config(key.formatted(least - 1), "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "kafka.statestore.cache.max.bytes is '%d', allowed is at least %d: twice the learner's"
                + " checkpoint for each of 1 stream threads.",
            least - 1, least);
    assertThatCode(() -> checkCache(config(key.formatted(least), ""))).doesNotThrowAnyException();
  }

  /** Kafka Streams divides the cache among its threads. */
  @Test
  void checkCache_severalThreads_needsAsMuchForEach() {
    PipelinePlan plan = Plans.of(config("", ""), 1);
    long two = 4 * StartChecks.checkpointBytes(plan);
    String keys = ", num.stream.threads: 2, statestore.cache.max.bytes: %d";

    assertThatThrownBy(() -> checkCache(config(keys.formatted(two - 1), "")))
        .hasMessageContaining("at least " + two);
    assertThatCode(() -> checkCache(config(keys.formatted(two), ""))).doesNotThrowAnyException();
  }
}
