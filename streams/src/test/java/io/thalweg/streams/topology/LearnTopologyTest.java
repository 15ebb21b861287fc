package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.Reject;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learn topology on Kafka Streams' test driver, which commits after every record. */
final class LearnTopologyTest {
  private static final int ROWS = 600;

  @TempDir private Path state;

  @Test
  void process_mixedRecords_learnsTheGoodAndCountsTheRest() {
    List<LearningMetrics> metrics = metrics(run("counts", 1), "counts.metrics");
    LearningMetrics last = metrics.get(metrics.size() - 1);
    assertThat(last.getRejected()).as("every 37th, up to the last boundary").isBetween(13L, 16L);
    assertThat(last.getLate()).as("every 41st").isBetween(10L, 14L);
    assertThat(last.getOutOfOrder()).as("every 29th").isBetween(15L, 20L);
    assertThat(last.getRefusedSteps()).isZero();
    assertThat(last.getEventsLearned()).isGreaterThan(400);
  }

  /** The internal topic carries segments, and changes nothing of what is learned from them. */
  @Test
  void process_throughTheInternalTopic_learnsTheSame() {
    Map<String, List<String>> direct = run("same", 1);
    Map<String, List<String>> through = run("same", 2);

    assertThat(through).isEqualTo(direct);
    assertThat(direct.get("same.metrics")).hasSizeGreaterThan(10);
  }

  /** One record far in the future used to move the stream time of all its partition. */
  @Test
  void process_recordsFromTheFuture_areRejectedByBothApplications() {
    PipelineConfig config = TestPipeline.config("future", state, "localhost:1", "latest");
    PipelinePlan plan = Plans.of(config, 1);
    Map<String, List<String>> written = new TreeMap<>();
    Topology learn = LearnTopology.build(config, plan, 1);
    try (TopologyTestDriver driver = driver(learn, config, "learn")) {
      pipeWithFuture(input(driver, config));
      drain(driver, config.topics().metrics(), written);
    }
    Topology serve =
        ServeTopology.build(config, plan, () -> offset -> Optional.empty(), Formats.of(config));
    try (TopologyTestDriver driver = driver(serve, config, "serve")) {
      pipeWithFuture(input(driver, config));
      drain(driver, config.topics().rejects(), written);
    }

    List<LearningMetrics> metrics = metrics(written, config.topics().metrics());
    LearningMetrics last = metrics.get(metrics.size() - 1);
    assertThat(last.getRejected()).isEqualTo(3);
    assertThat(last.getLate()).isZero();
    AvroCodec<Reject> rejects = AvroCodec.of(Reject.class);
    assertThat(written.get(config.topics().rejects()))
        .hasSize(3)
        .allSatisfy(
            record ->
                assertThat(
                        rejects.decode(HexFormat.of().parseHex(record.split(" ")[1])).getReason())
                    .isEqualTo("FUTURE"));
  }

  private static void pipeWithFuture(TestInputTopic<byte[], byte[]> input) {
    long kafkaTime = 1_700_000_000_000L;
    for (int i = 0; i < 400; i++) {
      boolean future = i == 7 || i == 8 || i == 90;
      long time = kafkaTime + (future ? 86_400_001 : i);
      String row = "%d,m0,%s,2,%d".formatted(time, Math.sin(i), i % 7);
      input.pipeInput(null, row.getBytes(StandardCharsets.UTF_8), kafkaTime);
    }
  }

  private static TopologyTestDriver driver(
      Topology topology, PipelineConfig config, String application) {
    return new TopologyTestDriver(topology, StreamsSettings.of(config, application));
  }

  private static TestInputTopic<byte[], byte[]> input(
      TopologyTestDriver driver, PipelineConfig config) {
    return driver.createInputTopic(
        config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, List<String>> run(String name, int partitions) {
    PipelineConfig config = TestPipeline.config(name, state, "localhost:1", "latest");
    Map<String, List<String>> written = new TreeMap<>();
    Topology topology = LearnTopology.build(config, Plans.of(config, 1), partitions);
    try (TopologyTestDriver driver = driver(topology, config, "learn")) {
      TestPipeline.rows(ROWS).forEach(input(driver, config)::pipeInput);
      drain(driver, config.topics().metrics(), written);
    }
    return written;
  }

  @Test
  void describe_allTopologies_areAsDrawn() {
    PipelineConfig config = TestPipeline.config("drawn", state, "localhost:1", "latest");
    PipelinePlan plan = Plans.of(config, 1);
    Topology serve =
        ServeTopology.build(config, plan, () -> offset -> Optional.empty(), Formats.of(config));

    assertThat(drawn(LearnTopology.build(config, plan, 1)))
        .isEqualTo(
            """
            Topologies:
               Sub-topology: 0
                Source: events (topics: [drawn.events])
                  --> segment
                Processor: segment (stores: [learn-entities])
                  --> learn
                  <-- events
                Processor: learn (stores: [learner])
                  --> publish
                  <-- segment
                Sink: publish (extractor class: io.thalweg)
                  <-- learn

            """);
    assertThat(drawn(LearnTopology.build(config, plan, 2)))
        .isEqualTo(
            """
            Topologies:
               Sub-topology: 0
                Source: events (topics: [drawn.events])
                  --> segment
                Processor: segment (stores: [learn-entities])
                  --> segments-repartition-filter
                  <-- events
                Processor: segments-repartition-filter (stores: [])
                  --> segments-repartition-sink
                  <-- segment
                Sink: segments-repartition-sink (topic: segments-repartition)
                  <-- segments-repartition-filter

              Sub-topology: 1
                Source: segments-repartition-source (topics: [segments-repartition])
                  --> learn
                Processor: learn (stores: [learner])
                  --> publish
                  <-- segments-repartition-source
                Sink: publish (extractor class: io.thalweg)
                  <-- learn

            """);
    assertThat(drawn(serve))
        .isEqualTo(
            """
            Topologies:
               Sub-topology: 0
                Source: events (topics: [drawn.events])
                  --> serve
                Processor: serve (stores: [serve-entities])
                  --> publish
                  <-- events
                Sink: publish (extractor class: io.thalweg)
                  <-- serve

            """);
  }

  private static String drawn(Topology topology) {
    return topology.describe().toString().replaceAll("io.thalweg[^\\s)]+", "io.thalweg");
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

  private static List<LearningMetrics> metrics(Map<String, List<String>> written, String topic) {
    AvroCodec<LearningMetrics> codec = AvroCodec.of(LearningMetrics.class);
    return written.getOrDefault(topic, List.of()).stream()
        .map(record -> codec.decode(HexFormat.of().parseHex(record.split(" ")[1])))
        .toList();
  }
}
