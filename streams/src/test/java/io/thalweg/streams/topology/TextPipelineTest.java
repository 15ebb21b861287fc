package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.Reject;
import io.thalweg.schema.TextEvents;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of every form through the two topologies: what is taken, repaired, late and rejected. */
final class TextPipelineTest {
  private static final int RECORDS = 440;
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path state;

  private final TextEvents events = new TextEvents();

  private PipelineConfig config(String modality, String source) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: syslog
            modality: %s
            source: {topic: lines, %s, grace: PT5S}
            learning: {task: next-token, encoder: {type: gru, vocabulary: 258, hidden: 8, context: 4},
                       objective: {type: softmax, vocabulary: 256}, segment: 16, batch: 4, every: 4}
            publish: {every: 40}
            state: {dir: "%s"}
            """
                .formatted(modality, source, state));
    return config.withSource(Formats.of(config).ownFields().orElseThrow());
  }

  /** One byte for each character: what is beyond ASCII is no UTF-8. */
  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Of either form every 20th holds a stray byte; every 40th is no JSON, every 44th is late. */
  private byte[] record(int i) {
    long time = START + 1000L * i - (i % 44 == 43 ? 60_000 : 0);
    String text = "job %d is done".formatted(i % 10) + (i % 20 == 7 ? " \u00fc" : "");
    if (i % 40 == 39) {
      return latin1("[");
    }
    if (i % 2 == 1) {
      return latin1(
          "{\"host\":\"web-%d\",\"time\":%d,\"log\":{\"message\":\"%s\"}}"
              .formatted(i % 4, time, text));
    }
    byte[] event = events.encode("web-" + i % 4, time, text);
    if (i % 20 == 8) {
      event[event.length - 1] = (byte) 0xff; // the text ends the record
    }
    return event;
  }

  private static TestInputTopic<byte[], byte[]> input(
      TopologyTestDriver driver, PipelineConfig config) {
    return driver.createInputTopic(
        config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<byte[]> output(TopologyTestDriver driver, String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  private static LearningMetrics learn(PipelineConfig config, List<byte[]> records) {
    Topology topology = LearnTopology.build(config, Plans.of(config, 1), 1);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(topology, StreamsSettings.of(config, "learn"))) {
      TestInputTopic<byte[], byte[]> input = input(driver, config);
      records.forEach(record -> input.pipeInput(null, record, START));
      List<byte[]> metrics = output(driver, config.topics().metrics());
      return AvroCodec.of(LearningMetrics.class).decode(metrics.get(metrics.size() - 1));
    }
  }

  private List<byte[]> records() {
    return IntStream.range(0, RECORDS).mapToObj(this::record).toList();
  }

  @Test
  void learn_textEventsAndJson_countsWhatWasRepairedLateAndRejected() {
    PipelineConfig config =
        config("{type: text, field: log.message}", "timestamp: time, entity: host");

    LearningMetrics last = learn(config, records());

    // As of the boundary at 400 or later: 20 to 22 of either form, less two that are late.
    assertThat(last.getRepaired()).isBetween(38L, 42L);
    assertThat(last.getRejected()).isBetween(10L, 11L);
    assertThat(last.getLate()).isBetween(8L, 10L);
    assertThat(last.getEventsLearned()).isGreaterThan(300);
  }

  @Test
  void serve_whatIsNoText_goesToTheRejectsWithItsReason_andWhatIsRepairedDoesNot() {
    PipelineConfig config =
        config("{type: text, field: log.message}", "timestamp: time, entity: host");
    PipelinePlan plan = Plans.of(config, 1);
    Topology serve =
        ServeTopology.build(config, plan, () -> offset -> Optional.empty(), Formats.of(config));
    AvroCodec<Reject> codec = AvroCodec.of(Reject.class);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(serve, StreamsSettings.of(config, "serve"))) {
      TestInputTopic<byte[], byte[]> input = input(driver, config);
      records().forEach(record -> input.pipeInput(null, record, START));
      input.pipeInput(
          null, latin1("{\"host\":\"web-1\",\"time\":1,\"log\":{\"message\":7}}"), START);

      List<Reject> rejects =
          output(driver, config.topics().rejects()).stream().map(codec::decode).toList();

      assertThat(rejects).filteredOn(r -> r.getReason().equals("MALFORMED")).hasSize(11);
      // One of the ten that would be late is no JSON (i = 439 is both).
      assertThat(rejects).filteredOn(r -> r.getReason().equals("LATE")).hasSize(9);
      Reject wrong = rejects.get(rejects.size() - 1);
      assertThat(wrong.getReason()).isEqualTo("NON_TEXT");
      assertThat(wrong.getDetail()).isEqualTo("field 'log.message' is a number, not a text");
      assertThat(rejects).hasSize(11 + 9 + 1);
    }
  }

  @Test
  void learn_plainLines_countsWhatWasRepaired() {
    List<byte[]> lines =
        IntStream.range(0, RECORDS)
            .mapToObj(
                i -> latin1("job %d is done%s".formatted(i % 10, i % 20 == 7 ? " \u00fc" : "")))
            .toList();

    LearningMetrics last = learn(config("text", "future: P1D"), lines);

    assertThat(last.getRepaired()).isBetween(20L, 22L);
    assertThat(last.getRejected()).isZero();
  }

  /** What two views of a line share is told from other lines, by words the learner numbers. */
  @Test
  void learn_twoViewsOfLinesOfWords_publishesVersionsThatEmbed() {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: syslog
            modality: {type: text, tokenizer: words, segments: separate, words: 50, buckets: 4}
            source: {topic: lines}
            learning: {task: {type: two-view, projector.width: 8}, objective: info-nce,
                       encoder: {type: transformer, attention: bidirectional, layers: 1, width: 8,
                                 length: 8}, segment: 8, batch: 8, every: 4}
            publish: {every: 40}
            state: {dir: "%s"}
            """
                .formatted(state));
    config = config.withSource(Formats.of(config).ownFields().orElseThrow());
    List<byte[]> lines =
        IntStream.range(0, RECORDS)
            .mapToObj(i -> latin1("job %d is done on node n%d".formatted(i % 10, i % 7)))
            .toList();

    LearningMetrics last = learn(config, lines);

    assertThat(last.getVersion()).isNotNull();
    // Chance is log(8) = 2.08 nats; after a hundred steps lines are told apart better than that.
    assertThat(last.getLoss()).isLessThan(1.9);
    assertThat(last.getRefusedSteps()).isZero();
  }
}
