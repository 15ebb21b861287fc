package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.broker.TestClients;
import io.thalweg.streams.broker.TopicSpec;
import io.thalweg.streams.cli.Main;
import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import io.thalweg.streams.snapshot.SnapshotFollower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping and {@code kill -9} on a real broker: the same versions, bit for bit. */
final class KilledLearnerTest {
  private static final int ROWS = 4_000;
  private static final int EVERY = 40;
  private static final long LAST_BOUNDARY = ROWS / EVERY - 1;
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static TopicIo topics;
  private static List<String> undisturbed;

  @BeforeAll
  static void learnUndisturbed() {
    broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("broker")));
    topics = new TopicIo(broker.bootstrapServers());
    PipelineConfig config = config("undisturbed");
    try (Cluster cluster = Cluster.open(config)) {
      cluster.ensureTopics();
      topics.send(config.source().topic(), TestPipeline.rows(ROWS));
      try (PipelineService service = PipelineService.start(cluster, Role.LEARN)) {
        undisturbed = versions(config);
        assertThat(service.failure()).isNotDone();
      }
    }
    assertThat(undisturbed).hasSizeGreaterThan(20);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void stop_cleanlyThreeTimes_publishesTheSameVersions() {
    PipelineConfig config = config("stopped");
    List<byte[]> rows = TestPipeline.rows(ROWS);
    try (Cluster cluster = Cluster.open(config)) {
      cluster.ensureTopics();
      int sent = 0;
      for (int upTo : new int[] {731, 1_900, 2_003, ROWS}) {
        topics.send(config.source().topic(), rows.subList(sent, upTo));
        sent = upTo;
        try (PipelineService service = PipelineService.start(cluster, Role.LEARN)) {
          topics.awaitDecided(config, (upTo - 1) / EVERY);
          assertThat(service.failure()).isNotDone();
        }
      }
      assertThat(versions(config)).isEqualTo(undisturbed);
    }
  }

  /** It used to be retried five times, and to end in a message about formats. */
  @Test
  void start_underAnotherEncoder_stopsAtOnceInOneSentence() throws Exception {
    PipelineConfig config = config("changed");
    String yaml = TestPipeline.yaml("changed", state("changed"), address(), "latest");
    PipelineConfig changed = PipelineConfig.parse(yaml.replace("channels: 8", "channels: 4"));
    try (Cluster cluster = Cluster.open(config)) {
      cluster.ensureTopics();
      topics.send(config.source().topic(), TestPipeline.rows(200));
      try (PipelineService service = PipelineService.start(cluster, Role.LEARN)) {
        topics.awaitDecided(config, 4);
        assertThat(service.failure()).isNotDone();
      }
    }
    try (Cluster cluster = Cluster.open(changed);
        PipelineService service = PipelineService.start(cluster, Role.LEARN)) {
      Throwable failure = service.failure().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);

      assertThat(failure)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("learning.encoder is 'causal-conv {channels=4,");
    }
  }

  /** With two partitions, one of them empty, segments go through the internal topic. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void kill_whileLearning_publishesTheSameVersions(int partitions) throws Exception {
    String name = "killed" + partitions;
    PipelineConfig config = config(name);
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(file, TestPipeline.yaml(name, state(name), address(), "latest"));
    List<byte[]> rows = TestPipeline.rows(ROWS);
    try (Cluster cluster = Cluster.open(config)) {
      TestClients.ensure(address(), TopicSpec.events(config.source().topic(), partitions));
      cluster.ensureTopics();
      topics.send(config.source().topic(), rows.subList(0, 1_000));
      Process process = run(file);
      try {
        topics.awaitDecided(config, 20);
        topics.send(config.source().topic(), rows.subList(1_000, 2_500));
        topics.awaitDecided(config, 25);
      } finally {
        process.destroyForcibly();
        process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      }
      topics.send(config.source().topic(), rows.subList(2_500, ROWS));
      long started = System.nanoTime();
      Process again = run(file);
      try {
        topics.awaitDecided(config, LAST_BOUNDARY);
        System.out.printf(
            "All decided %.1f s after the restart.%n", (System.nanoTime() - started) / 1e9);
        assertThat(versions(config)).isEqualTo(undisturbed);
      } finally {
        again.destroyForcibly();
        again.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static Process run(Path file) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dthalweg.log.dir=" + directory.resolve("log"),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "-c",
            file.toString(),
            "--role",
            "learn");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Every version up to the last boundary: number, what it covers, and the bits of its weights. */
  private static List<String> versions(PipelineConfig config) {
    List<String> versions = new ArrayList<>();
    try (SnapshotFollower follower =
        SnapshotFollower.start(
            config.kafkaClientSettings(ClientRole.CONSUMER),
            config.topics().model(),
            config.pipeline())) {
      assertThat(follower.awaitDecided(LAST_BOUNDARY, DEADLINE)).isTrue();
      for (Snapshot snapshot : follower.since(0)) {
        versions.add(
            "%d %s %s %s %08x %08x"
                .formatted(
                    snapshot.version(),
                    snapshot.coveredOffsets(),
                    snapshot.learning(),
                    snapshot.spaceId(),
                    Arrays.hashCode(snapshot.parameters()),
                    Arrays.hashCode(snapshot.rotation())));
      }
    }
    return versions;
  }

  private static String address() {
    return broker.bootstrapServers();
  }

  private static Path state(String name) {
    return directory.resolve(name);
  }

  private static PipelineConfig config(String name) {
    return TestPipeline.config(name, state(name), address(), "latest");
  }
}
