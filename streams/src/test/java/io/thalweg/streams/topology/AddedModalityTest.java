package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.PipelinePlan;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.streams.cli.EventInputs;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.runtime.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modality that a jar adds: named in the pipeline file, it reads the events. */
final class AddedModalityTest {
  @TempDir private Path state;

  @Test
  void decode_itsEvents_areReadings_andWhatItRefusesIsRejectedWithItsReason() {
    EventDecoder decoder = decoder(known("modality: {type: added-sound, least: 3}"));

    Decoded.Event event =
        (Decoded.Event) decoder.decode(key("door"), new byte[] {3, -4, 0}, 1_000, 2, 7);

    assertThat(event.reading().values()).containsExactly(Math.sqrt(25 / 3.0), 2, 4);
    assertThat(event.reading().entity()).isEqualTo("door");
    assertThat(event.reading().timestampMillis()).isEqualTo(1_000);
    assertThat(decoder.decode(key("door"), new byte[2], 1_001, 2, 8))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected ->
                assertThat(rejected.detail()).isEqualTo("the clip has 2 samples, needed are 3"));
  }

  @Test
  void learn_aTopicOfItsEvents_learnsTheGoodAndCountsTheRest() {
    PipelineConfig config = known("modality: added-sound");
    PipelinePlan plan = Plans.of(config, 1);
    SplittableRandom random = new SplittableRandom(3);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            LearnTopology.build(config, plan, 1), StreamsSettings.of(config, "learn"))) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic(
              config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
      for (int i = 0; i < 400; i++) {
        byte[] clip = new byte[i % 20 == 19 ? 1 : 16];
        random.nextBytes(clip);
        input.pipeInput(key("door"), clip, 1_700_000_000_000L + i);
      }
      List<byte[]> metrics =
          driver
              .createOutputTopic(
                  config.topics().metrics(),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer())
              .readValuesToList();

      LearningMetrics last =
          AvroCodec.of(LearningMetrics.class).decode(metrics.get(metrics.size() - 1));
      assertThat(last.getRejected()).isBetween(15L, 20L);
      assertThat(last.getEventsLearned()).isGreaterThan(250);
    }
  }

  @Test
  void open_whatDoesNotFit_isOneSentence() {
    assertThatThrownBy(() -> known("modality: smell"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "modality: there is no modality 'smell'; there is [added-sound, sensor, text, video].");
    assertThatThrownBy(() -> known("modality: {type: added-sound, least: 0}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("least");
    PipelineConfig config =
        PipelineConfig.parse(
            "pipeline: p\nmodality: added-sound\nsource: {topic: t, fields: [loudness]}\n");
    assertThatThrownBy(() -> Formats.of(config).ownFields())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "source.fields is [loudness], but modality 'added-sound' has its own: leave it out.");
    assertThatThrownBy(() -> EventInputs.of("clips", config, 0, 25))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("allowed here are sensor, video and text");
  }

  /** A pipeline with its fields known, as the service makes it. */
  private PipelineConfig known(String modality) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: sound
            %s
            source: {topic: clips}
            learning: {segment: 4, encoder: mlp, batch: 4, every: 8}
            publish: {every: 40}
            state: {dir: "%s"}
            """
                .formatted(modality, state));
    return config.withSource(Formats.of(config).ownFields().orElseThrow());
  }

  private static EventDecoder decoder(PipelineConfig config) {
    return Formats.of(config).decoder(config.source());
  }

  private static byte[] key(String entity) {
    return entity.getBytes(StandardCharsets.UTF_8);
  }
}
