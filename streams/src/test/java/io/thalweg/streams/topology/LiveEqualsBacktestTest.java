package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.evaluate.Backtest;
import io.thalweg.model.serve.Observation;
import io.thalweg.schema.Alert;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.FrameRegion;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.Modalities;
import io.thalweg.streams.runtime.Cluster;
import io.thalweg.streams.runtime.PipelineService;
import io.thalweg.streams.runtime.Role;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live topologies on a broker, under offset alignment, against the backtest: the same bits. */
final class LiveEqualsBacktestTest {
  private static final int ROWS = 1_200;

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("broker")));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void serve_bothRolesTogether_equalsBacktest() throws Exception {
    assertLiveEqualsBacktest(config("together"), TestPipeline.rows(ROWS));
  }

  @Test
  void serve_frames_equalsBacktest() throws Exception {
    PipelineConfig config =
        TestPipeline.film("film", directory.resolve("film"), broker.bootstrapServers(), "offset");

    List<String> alerts = assertLiveEqualsBacktest(config, TestPipeline.frames(ROWS));

    assertThat(alerts).anySatisfy(alert -> assertThat(alert).contains(" pixels at "));
  }

  @Test
  void serve_lines_equalsBacktest() throws Exception {
    PipelineConfig config =
        TestPipeline.log("log", directory.resolve("log"), broker.bootstrapServers(), "offset");

    List<String> alerts = assertLiveEqualsBacktest(config, TestPipeline.lines(ROWS));

    assertThat(alerts).anySatisfy(alert -> assertThat(alert).contains("\u00bb", "\u00ab"));
  }

  @Test
  void serve_words_equalsBacktest_andAlertsNameTheTemplate() throws Exception {
    PipelineConfig config =
        TestPipeline.words(
            "words", directory.resolve("words"), broker.bootstrapServers(), "offset");

    List<String> alerts = assertLiveEqualsBacktest(config, TestPipeline.lines(ROWS));

    assertThat(alerts)
        .anySatisfy(
            alert -> assertThat(alert).contains("\u00bb", "(most like: job <num> is done)"));
  }

  @Test
  void serve_linesByThemselves_equalsBacktest() throws Exception {
    PipelineConfig config =
        TestPipeline.separate(
            "separate", directory.resolve("separate"), broker.bootstrapServers(), "offset");

    assertLiveEqualsBacktest(config, TestPipeline.lines(ROWS));
  }

  private static List<String> assertLiveEqualsBacktest(PipelineConfig config, List<byte[]> rows)
      throws Exception {
    try (Cluster cluster = Cluster.open(config)) {
      cluster.ensureTopics();
      TopicIo topics = new TopicIo(broker.bootstrapServers());
      topics.send(config.source().topic(), rows);
      List<String> expected = backtest(config, rows);
      try (PipelineService service = PipelineService.start(cluster, Role.ALL)) {
        assertThat(live(topics, config, expected.size())).isEqualTo(expected);
        assertThat(service.failure()).isNotDone();
      }
      List<String> alerts = alerts(topics, config);
      assertThat(alerts).isEqualTo(backtestAlerts(config, rows));
      return alerts;
    }
  }

  @Test
  void serve_longAfterLearning_equalsBacktest() throws Exception {
    PipelineConfig config = config("backlog");
    try (Cluster cluster = Cluster.open(config)) {
      cluster.ensureTopics();
      TopicIo topics = new TopicIo(broker.bootstrapServers());
      topics.send(config.source().topic(), TestPipeline.rows(ROWS));
      long boundaries = ROWS / 40 - 1;
      try (PipelineService learning = PipelineService.start(cluster, Role.LEARN)) {
        topics.awaitDecided(config, boundaries);
      }
      List<String> expected = backtest(config, TestPipeline.rows(ROWS));
      try (PipelineService serving = PipelineService.start(cluster, Role.SERVE)) {
        assertThat(live(topics, config, expected.size())).isEqualTo(expected);
      }
    }
  }

  private static PipelineConfig config(String name) {
    return TestPipeline.config(name, directory.resolve(name), broker.bootstrapServers(), "offset");
  }

  private static List<String> live(TopicIo topics, PipelineConfig config, int count) {
    AvroCodec<Embedding> codec = AvroCodec.of(Embedding.class);
    return topics.await(config.topics().embeddings(), count).stream()
        .map(codec::decode)
        .map(LiveEqualsBacktestTest::line)
        .toList();
  }

  private static String line(Embedding e) {
    return "%d %s v%d %s %s %s %s %s"
        .formatted(
            e.getOffset(),
            e.getEntity(),
            e.getVersion(),
            e.getSpaceId(),
            e.getInSample(),
            e.getSurprise(),
            e.getPValue(),
            e.getVector());
  }

  private static List<String> backtest(PipelineConfig config, List<byte[]> rows) {
    List<String> lines = new ArrayList<>();
    replay(
        config,
        rows,
        (offset, entity, seen) -> {
          if (seen.served().isPresent()) {
            lines.add(line(offset, entity, seen));
          }
        });
    assertThat(lines).as("enough is served to compare").hasSizeGreaterThan(ROWS / 2);
    return lines;
  }

  private static String line(long offset, String entity, Observation seen) {
    Observation.Served served = seen.served().orElseThrow();
    List<Float> vector = new ArrayList<>();
    for (float value : served.embedding()) {
      vector.add(value);
    }
    return "%d %s v%d %s %s %s %s %s"
        .formatted(
            offset,
            entity,
            served.snapshot().version(),
            served.snapshot().spaceId(),
            served.inSample(),
            seen.surprise().isPresent() ? seen.surprise().getAsDouble() : null,
            seen.probability().map(p -> p.p()).orElse(null),
            vector);
  }

  private static List<String> alerts(TopicIo topics, PipelineConfig config) {
    AvroCodec<Alert> codec = AvroCodec.of(Alert.class);
    return topics.committed(config.topics().alerts()).stream()
        .map(codec::decode)
        .map(alert -> alert.getOffset() + " " + alert.getText() + map(alert.getRegion()))
        .toList();
  }

  private static List<String> backtestAlerts(PipelineConfig config, List<byte[]> rows) {
    List<String> lines = new ArrayList<>();
    replay(
        config,
        rows,
        (offset, entity, seen) ->
            seen.alert()
                .ifPresent(a -> lines.add(offset + " " + entity + ": " + a.text() + map(a))));
    return lines;
  }

  /** What the heat map's bytes are, as far as it takes to tell two apart. */
  private static String map(@Nullable FrameRegion region) {
    return region == null ? "" : " " + region.getHeatMap().hashCode();
  }

  private static String map(Explanation alert) {
    return alert
        .region()
        .map(region -> " " + ByteBuffer.wrap(region.heatMap()).hashCode())
        .orElse("");
  }

  private interface Sink {
    void accept(long offset, String entity, Observation seen);
  }

  private static void replay(PipelineConfig config, List<byte[]> rows, Sink sink) {
    PipelinePlan plan = Plans.of(config, 1);
    EventDecoder decoder = Modalities.of(config).decoder(config.source(), config.pipeline(), null);
    Backtest backtest = new Backtest(plan, effect -> {});
    for (int offset = 0; offset < rows.size(); offset++) {
      if (decoder.decode(null, rows.get(offset), 0, 0, offset) instanceof Decoded.Event event) {
        sink.accept(offset, event.reading().entity(), backtest.accept(event.reading()));
      } else {
        backtest.reject(offset);
      }
    }
  }
}
