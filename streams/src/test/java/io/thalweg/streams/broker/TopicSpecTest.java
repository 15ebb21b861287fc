package io.thalweg.streams.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSpecTest {

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä"})
  void constructor_badName_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSpec.events(name, 1))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void constructor_noPartition_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSpec.events("t", 0))
        .withMessageContainingAll("t", "0 partitions", "at least 1");
  }

  @Test
  void constructor_tinyRecords_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicSpec.events("t", 1).withMaxMessageBytes(1023))
        .withMessageContainingAll("1023", "1024");
  }

  @Test
  void allConfig_compacted_holdsPolicySizeAndTuning() {
    TopicSpec spec =
        TopicSpec.compacted("t", 1).withCompaction(Duration.ofSeconds(30), 2 << 20, 0.25);

    assertThat(spec.allConfig())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("max.message.bytes", "1114112")
        .containsEntry("max.compaction.lag.ms", "30000")
        .containsEntry("segment.bytes", "2097152")
        .containsEntry("min.cleanable.dirty.ratio", "0.25")
        .hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "COMPACT|compact|true",
        "COMPACT|delete|false",
        "COMPACT|compact,delete|false",
        "COMPACT|delete, compact|false",
        "DELETE|delete|true",
        "DELETE|compact|false",
        "DELETE|compact,delete|false",
      },
      delimiter = '|')
  void isMetBy_configuredPolicy_onlyWhenNothingElseIsForgotten(
      CleanupPolicy wanted, String configured, boolean met) {
    assertThat(wanted.isMetBy(configured)).isEqualTo(met);
  }
}
