package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.learn.Learner;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.StreamsSettings;
import io.thalweg.streams.store.LearnerStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The learn topology on Kafka Streams' test driver, which commits after every record. */
final class LearnTopologyTest {
  private static final int ROWS = 600;

  @TempDir private Path state;

  /** All that the topology wrote, by topic and in order, and the weights it ended with. */
  private record Outcome(Map<String, List<String>> written, float[] weights) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stop_afterAnyRecords_continuesBitForBit(long seed) {
    Outcome undisturbed = run("undisturbed", List.of());
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> stops = new ArrayList<>();
    for (int at = random.nextInt(1, 90); at < ROWS; at += random.nextInt(1, 90)) {
      stops.add(at);
    }

    Outcome stopped = run("undisturbed", stops);

    assertThat(undisturbed.weights()).as("something was learned").isNotEqualTo(initialWeights());
    assertThat(stopped.weights()).isEqualTo(undisturbed.weights());
    assertThat(stopped.written().get("undisturbed.model"))
        .isNotEmpty()
        .isEqualTo(undisturbed.written().get("undisturbed.model"));
    assertThat(withoutRejected(metrics(stopped, "undisturbed.metrics")))
        .isNotEmpty()
        .isEqualTo(withoutRejected(metrics(undisturbed, "undisturbed.metrics")));
  }

  @Test
  void process_mixedRecords_learnsTheGoodAndCountsTheRest() {
    Outcome outcome = run("counts", List.of());

    List<LearningMetrics> metrics = metrics(outcome, "counts.metrics");
    LearningMetrics last = metrics.get(metrics.size() - 1);
    assertThat(last.getRejected()).as("every 37th, up to the last boundary").isBetween(13L, 16L);
    assertThat(last.getLate()).as("every 41st").isBetween(10L, 14L);
    assertThat(last.getOutOfOrder()).as("every 29th").isBetween(15L, 20L);
    assertThat(last.getRefusedSteps()).isZero();
    assertThat(last.getEventsLearned()).isGreaterThan(400);
  }

  private float[] initialWeights() {
    PipelineConfig config = config("initial");
    return new Learner(Plans.of(config, 1).learner()).parameters();
  }

  private PipelineConfig config(String name) {
    return TestPipeline.config(name, state, "localhost:1", "latest");
  }

  private Outcome run(String name, List<Integer> stops) {
    PipelineConfig config =
        TestPipeline.config(name, state.resolve(stops.size() + name), "localhost:1", "latest");
    Map<String, List<String>> written = new TreeMap<>();
    List<byte[]> rows = TestPipeline.rows(ROWS);
    float[] weights = {};
    int from = 0;
    for (int stop = 0; stop <= stops.size(); stop++) {
      int to = stop < stops.size() ? stops.get(stop) : ROWS;
      weights = feed(config, rows, from, to, written);
      from = to;
    }
    return new Outcome(written, weights);
  }

  private float[] feed(
      PipelineConfig config,
      List<byte[]> rows,
      int from,
      int to,
      Map<String, List<String>> written) {
    var settings = StreamsSettings.of(config, "learn");
    try (TopologyTestDriver driver =
        new TopologyTestDriver(LearnTopology.build(config, Plans.of(config, 1)), settings)) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic(
              config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
      // A new driver counts offsets from zero: records nobody can read bring it to where it was.
      for (int i = 0; i < from; i++) {
        input.pipeInput(new byte[] {'?'});
      }
      for (int i = from; i < to; i++) {
        input.pipeInput(rows.get(i));
      }
      drain(driver, config.topics().model(), written);
      drain(driver, config.topics().metrics(), written);
      Learner learner = new Learner(Plans.of(config, 1).learner());
      new LearnerStore(driver.getKeyValueStore(LearnTopology.LEARNER), 7).restore(learner);
      return learner.parameters();
    }
  }

  private static void drain(
      TopologyTestDriver driver, String topic, Map<String, List<String>> written) {
    List<String> records = written.computeIfAbsent(topic, name -> new ArrayList<>());
    driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(
            record -> records.add(record.key() + " " + HexFormat.of().formatHex(record.value())));
  }

  private static List<LearningMetrics> metrics(Outcome outcome, String topic) {
    AvroCodec<LearningMetrics> codec = AvroCodec.of(LearningMetrics.class);
    return outcome.written().getOrDefault(topic, List.of()).stream()
        .map(record -> codec.decode(HexFormat.of().parseHex(record.split(" ")[1])))
        .toList();
  }

  private static List<LearningMetrics> withoutRejected(List<LearningMetrics> metrics) {
    metrics.forEach(record -> record.setRejected(0));
    return metrics;
  }
}
