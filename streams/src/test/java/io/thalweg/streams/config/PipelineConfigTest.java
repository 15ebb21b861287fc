package io.thalweg.streams.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineConfigTest {
  private static final String MINIMAL = "pipeline: plant-7\nsource:\n  topic: plant-7.events\n";

  @Test
  void parse_onlyRequiredKeys_isEveryDefault() {
    assertThat(PipelineConfig.parse(MINIMAL))
        .isEqualTo(PipelineConfig.of("plant-7", "plant-7.events"));
  }

  @Test
  void parse_keysOfEverySection_overrideDefaultsAndNothingElse() {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: plant-7
            commit.interval: PT5S
            source:
              topic: plant-7.events
              format: csv
              timestamp: ts
              timestamp.unit: ms
              entity: host
              fields: [cpu.user, "mem.used", 17]
              counters: [mem.used]
              columns: [ts, host, cpu.user, mem.used, "17"]
              delimiter: ";"
              max.record.bytes: 4096
              grace: PT0S
            entities: {max: 5, idle: P1D}
            learning: {batch: 8, replay.bytes: 5000000000, optimizer: {rate: 1e-2}}
            publish: {every: 10, min.rank: 2}
            serve: {alignment: offset, embeddings: false}
            detect: {rate: 1e-3, cooldown: 300, warmup: 0}
            state: {dir: /var/lib/thalweg}
            broker: {port: 9092, durable: true}
            """);
    SourceConfig source = config.source();
    assertThat(source.format()).isEqualTo(SourceFormat.CSV);
    assertThat(source.timestamp()).isEqualTo("ts");
    assertThat(source.timestampUnit()).isEqualTo(TimestampUnit.MILLIS);
    assertThat(source.entity()).isEqualTo("host");
    assertThat(source.fields()).containsExactly("cpu.user", "mem.used", "17");
    assertThat(source.delimiter()).isEqualTo(";");
    assertThat(source.maxRecordBytes()).isEqualTo(4096);
    assertThat(source.grace()).isZero();
    assertThat(config.commitInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.entities()).isEqualTo(new EntitiesConfig(5, Duration.ofDays(1)));
    assertThat(config.learning().batch()).isEqualTo(8);
    assertThat(config.learning().replayBytes()).isEqualTo(5_000_000_000L);
    assertThat(config.learning().every()).isEqualTo(LearningConfig.DEFAULTS.every());
    assertThat(config.publish()).isEqualTo(new PublishConfig(10, 5, 0.05, 2));
    assertThat(config.serve()).isEqualTo(new ServeConfig(Alignment.OFFSET, false));
    assertThat(config.detect()).isEqualTo(new DetectConfig(1e-3, new Cooldown.Events(300), 0));
    assertThat(config.state().dir()).isEqualTo("/var/lib/thalweg");
    assertThat(config.broker()).isEqualTo(new BrokerConfig(9092, ".thalweg/broker", true));
  }

  @Test
  void parse_sectionWithoutValue_keepsDefaults() {
    assertThat(PipelineConfig.parse(MINIMAL + "learning:\npublish: {keep: }\n"))
        .isEqualTo(PipelineConfig.of("plant-7", "plant-7.events"));
  }

  @Test
  void parse_segmentWithoutStride_strideFollows() {
    LearningConfig learning = PipelineConfig.parse(MINIMAL + "learning: {segment: 8}").learning();
    assertThat(learning.segment()).isEqualTo(8);
    assertThat(learning.stride()).isEqualTo(8);
  }

  @Test
  void parse_taskWithoutObjective_takesItsUsualOne() {
    String task = MINIMAL + "learning: {task: {type: denoising, items: frames}";
    assertThat(PipelineConfig.parse(task + "}").learning().objective())
        .isEqualTo(new ComponentConfig("squared-error", Map.of()));
    assertThat(PipelineConfig.parse(task + ", objective: {type: huber}}").learning().objective())
        .isEqualTo(new ComponentConfig("huber", Map.of()));
  }

  @Test
  void parse_taskThatDoesNotExist_isLeftToThePlan() {
    LearningConfig learning =
        PipelineConfig.parse(MINIMAL + "learning: {task: {type: no-such}}").learning();
    assertThat(learning.task().type()).isEqualTo("no-such");
    assertThat(learning.objective()).isEqualTo(LearningConfig.DEFAULTS.objective());
  }

  @Test
  void parse_anotherOptimizer_dropsParametersOfTheDefaultOne() {
    LearningConfig learning =
        PipelineConfig.parse(MINIMAL + "learning: {optimizer: {type: sgd}}").learning();
    assertThat(learning.optimizer()).isEqualTo(new ComponentConfig("sgd", Map.of()));
  }

  @Test
  void describe_parsedAgain_isTheSameConfiguration() {
    PipelineConfig config =
        PipelineConfig.parse(
            MINIMAL
                + """
                kafka: {bootstrap.servers: "h:1", num.stream.threads: 2}
                learning: {encoder: {type: gru, hidden: 32}}
                detect: {cooldown: 12}
                """);
    assertThat(PipelineConfig.parse(config.describe())).isEqualTo(config);
  }

  @Test
  void topics_areDerivedFromTheName() {
    assertThat(PipelineConfig.of("plant-7", "in").topics())
        .isEqualTo(
            new Topics(
                "plant-7.model",
                "plant-7.embeddings",
                "plant-7.alerts",
                "plant-7.metrics",
                "plant-7.rejects"));
  }

  @Test
  void withBootstrapServers_changesNothingElse() {
    PipelineConfig config = PipelineConfig.parse(MINIMAL + "kafka: {client.id: c}");
    PipelineConfig connected = config.withBootstrapServers("localhost:1");
    assertThat(connected.kafka().settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("client.id", "c", "bootstrap.servers", "localhost:1"));
    assertThat(connected.source()).isEqualTo(config.source());
  }
}
