package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.StreamsSettings;
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
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learn topology on Kafka Streams' test driver, which commits after every record. */
final class LearnTopologyTest {
  private static final int ROWS = 600;

  @TempDir private Path state;

  @Test
  void process_mixedRecords_learnsTheGoodAndCountsTheRest() {
    List<LearningMetrics> metrics = metrics(run("counts"), "counts.metrics");
    LearningMetrics last = metrics.get(metrics.size() - 1);
    assertThat(last.getRejected()).as("every 37th, up to the last boundary").isBetween(13L, 16L);
    assertThat(last.getLate()).as("every 41st").isBetween(10L, 14L);
    assertThat(last.getOutOfOrder()).as("every 29th").isBetween(15L, 20L);
    assertThat(last.getRefusedSteps()).isZero();
    assertThat(last.getEventsLearned()).isGreaterThan(400);
  }

  private Map<String, List<String>> run(String name) {
    PipelineConfig config = TestPipeline.config(name, state, "localhost:1", "latest");
    Map<String, List<String>> written = new TreeMap<>();
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            LearnTopology.build(config, Plans.of(config, 1)),
            StreamsSettings.of(config, "learn"))) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic(
              config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
      TestPipeline.rows(ROWS).forEach(input::pipeInput);
      drain(driver, config.topics().metrics(), written);
    }
    return written;
  }

  @Test
  void describe_bothTopologies_areAsDrawn() {
    PipelineConfig config = TestPipeline.config("drawn", state, "localhost:1", "latest");
    String learn = LearnTopology.build(config, Plans.of(config, 1)).describe().toString();
    String serve =
        ServeTopology.build(
                config, Plans.of(config, 1), () -> offset -> Optional.empty(), Formats.of(config))
            .describe()
            .toString();

    assertThat((learn + serve).replaceAll("io.thalweg[^\\s)]+", "io.thalweg"))
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
