package io.thalweg.streams.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.state.StateWriter;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.topology.Plans;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LearnerStoreTest {
  private final KeyValueStore<String, byte[]> rows =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rows"), Serdes.String(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  @BeforeEach
  void learnUnderSomeSettings() {
    rows.init(new MockProcessorContext<String, byte[]>().getStateStoreContext(), rows);
    LearnerSettings settings = settings("segment: 8, encoder: {type: causal-conv, channels: 8}");
    LearnerStore store = new LearnerStore(rows, 1, LearnerShape.of(settings));
    Learner learner = store.restore(settings, fields -> {});
    for (int index = 1; index < 4; index++) {
      Boundary input = new Boundary(0, index, index * 10L, 0, Boundary.Counts.NONE);
      StateWriter bytes = new StateWriter(64);
      input.writeTo(bytes);
      store.append(learner, bytes.toByteArray());
      learner.fold(input, effect -> {});
      store.checkpointIfDue(learner);
    }
  }

  private static LearnerSettings settings(String learning) {
    return Plans.of(
            PipelineConfig.parse(
                "pipeline: p\nsource: {topic: t, fields: [a, b]}\nlearning: {" + learning + "}"),
            1)
        .learner();
  }

  private void restore(String learning) {
    LearnerSettings settings = settings(learning);
    new LearnerStore(rows, 1, LearnerShape.of(settings)).restore(settings, fields -> {});
  }

  @Test
  void restore_underTheSameSettings_isDone() {
    String same = "segment: 8, encoder: {channels: 8, type: causal-conv}";

    assertThatCode(() -> restore(same + ", every: 5, batch: 3, stride: 4, seed: 9"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          segment: 8, encoder: {type: causal-conv, channels: 4} | learning.encoder is 'causal-conv {channels=4}', allowed is 'causal-conv {channels=8}'
          segment: 8, encoder: {type: gru} | learning.encoder is 'gru', allowed is 'causal-conv {channels=8}'
          segment: 8, encoder: {type: causal-conv, channels: 8}, task: {type: next-item, order: 2} | learning.task is 'next-item {order=2}', allowed is 'next-item'
          segment: 9, encoder: {type: causal-conv, channels: 8} | learning.segment is '9', allowed is '8'
          """)
  void restore_underOtherSettings_isRefusedInOneSentence(String learning, String sentence) {
    assertThatThrownBy(() -> restore(learning))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            sentence
                + ", with which this pipeline has learned: change it back, or choose a new pipeline"
                + " name.");
  }

  /** As many weights, in another place: the number of weights does not tell. */
  @Test
  void restore_otherNetworkOfTheSameSize_isRefused() {
    String other = "segment: 8, encoder: {type: causal-conv, channels: 8, dilations: [8, 4, 2, 1]}";

    assertThatThrownBy(() -> restore(other)).hasMessageContaining("dilations=[8, 4, 2, 1]");
  }
}
