package io.thalweg.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.state.StateReader;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.snapshot.SnapshotPublisher;
import io.thalweg.streams.topology.Plans;
import io.thalweg.streams.topology.TestPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline is started again with other fields, on what is in its stores: {@code b} has gone,
 * {@code c} has come, {@code a} has moved. On processors, as {@link StopAnywhereTest} is, and for
 * the same reason.
 */
final class FieldChangeTest {
  private static final int BEFORE = 900;
  private static final int ROWS = 1_300;
  private static final String OLDER = "[b, a]";
  private static final String NOW = "[a, c]";
  private static final String STORE = "store";

  /** Right after the change, twice before anything else is processed, and later. */
  private static final Set<Integer> STOPS =
      Set.of(BEFORE + 1, BEFORE + 2, BEFORE + 3, BEFORE + 40, BEFORE + 41, BEFORE + 200);

  @TempDir private Path directory;

  private PipelineConfig config(String fields) {
    return TestPipeline.withFields("changed", directory, "localhost:1", "offset", fields);
  }

  private PipelinePlan plan(String fields) {
    return Plans.of(config(fields), 1);
  }

  @Test
  void restart_learningWithOtherFields_goesOnCountingVersions() {
    Learning learning = new Learning();
    learning.run(OLDER, 0, BEFORE, Set.of());
    List<SnapshotManifest> before = learning.manifests();
    learning.written.clear();

    learning.run(NOW, BEFORE, ROWS, Set.of());
    List<SnapshotManifest> after = learning.manifests();

    assertThat(before).hasSizeGreaterThan(5);
    SnapshotManifest last = before.get(before.size() - 1);
    SnapshotManifest next = after.get(0);
    assertThat(next.getVersion()).isEqualTo(last.getVersion() + 1);
    assertThat(next.getParent()).isEqualTo(last.getVersion());
    assertThat(last.getFieldSetId()).isEqualTo(new FieldSet(List.of("b", "a")).id());
    assertThat(next.getFieldSetId()).isEqualTo(new FieldSet(List.of("a", "c")).id());
    assertThat(next.getEventsLearned()).isGreaterThan(last.getEventsLearned());
    assertThat(next.getCoveredOffsets().get(0).getOffset())
        .isGreaterThan(last.getCoveredOffsets().get(0).getOffset());
    assertThat(next.getNormaliser().getScale().get(0))
        .as("of a")
        .isCloseTo(last.getNormaliser().getScale().get(1), withPercentage(20));
  }

  /**
   * Over the first 100 events, in nats per field: {@code c}, half of the mean, is noise to both;
   * {@code a} is known to one of them. The difference is .199; half of it is demanded.
   */
  @Test
  void restart_learningWithOtherFields_losesLessThanAFreshLearner() {
    Learning learning = new Learning();
    learning.run(OLDER, 0, BEFORE, Set.of());
    learning.written.clear();
    learning.run(NOW, BEFORE, ROWS, Set.of());
    Learning fresh = new Learning();
    fresh.run(NOW, BEFORE, ROWS, Set.of());

    assertThat(learning.meanLoss(10)).isLessThan(fresh.meanLoss(10) - 0.1);
  }

  @Test
  void stop_whileFieldsChange_continuesBitForBit() {
    Learning undisturbed = new Learning();
    undisturbed.run(OLDER, 0, BEFORE, Set.of());
    undisturbed.run(NOW, BEFORE, ROWS, Set.of());
    Learning stopped = new Learning();
    stopped.run(OLDER, 0, BEFORE, Set.of());

    stopped.start(NOW); // and nothing processed
    stopped.run(NOW, BEFORE, ROWS, STOPS);

    assertThat(stopped.texts()).hasSizeGreaterThan(50).isEqualTo(undisturbed.texts());
  }

  @Test
  void restart_learningThereAndBack_goesOn() {
    Learning learning = new Learning();
    learning.run(OLDER, 0, BEFORE, Set.of());
    learning.run(NOW, BEFORE, BEFORE + 200, Set.of());
    learning.written.clear();

    learning.run(OLDER, BEFORE + 200, ROWS, Set.of());

    assertThat(learning.manifests()).isNotEmpty();
    assertThat(learning.manifests().get(0).getFields()).containsExactly("b", "a");
  }

  @Test
  void restart_noFieldInCommon_startsFreshAndGoesOnCounting() {
    Learning learning = new Learning();
    learning.run(OLDER, 0, BEFORE, Set.of());
    SnapshotManifest last = learning.manifests().get(learning.manifests().size() - 1);
    learning.written.clear();

    learning.run("[c]", BEFORE, ROWS, Set.of());

    SnapshotManifest next = learning.manifests().get(0);
    assertThat(next.getVersion()).isEqualTo(last.getVersion() + 1);
    assertThat(next.getParent()).isNull();
    assertThat(next.getSpaceId()).isNotEqualTo(last.getSpaceId());
  }

  @Test
  void restart_servingWithOtherFields_goesOnWithTheVersionThereIs() {
    Learning learning = new Learning();
    learning.run(OLDER, 0, BEFORE, Set.of());
    List<Snapshot> versions = learning.snapshots;

    List<String> before = new ArrayList<>();
    Stage<byte[], Outgoing> stage = new Stage<>();
    serve(stage, OLDER, versions, 0, BEFORE, Set.of(), before);
    List<String> after = new ArrayList<>();
    serve(stage, NOW, versions, BEFORE, ROWS, Set.of(), after);

    List<String> same = new ArrayList<>();
    Stage<byte[], Outgoing> stopped = new Stage<>();
    serve(stopped, OLDER, versions, 0, BEFORE, Set.of(), new ArrayList<>());
    serve(stopped, NOW, versions, BEFORE, ROWS, STOPS, same);

    assertThat(after).as("every record leaves a trace").hasSizeGreaterThanOrEqualTo(ROWS - BEFORE);
    assertThat(after.stream().filter(line -> line.startsWith("changed.embeddings")))
        .hasSizeGreaterThan((ROWS - BEFORE) * 9 / 10);
    assertThat(same).isEqualTo(after);
  }

  private void serve(
      Stage<byte[], Outgoing> stage,
      String fields,
      List<Snapshot> versions,
      int from,
      int to,
      Set<Integer> stops,
      List<String> written) {
    List<byte[]> rows = TestPipeline.rows(ROWS);
    ServeProcessor processor = newServe(fields, versions);
    stage.start(processor);
    for (int offset = from; offset < to; offset++) {
      if (stops.contains(offset)) {
        processor = newServe(fields, versions);
        stage.start(processor);
      }
      stage.context.setRecordMetadata("events", 0, offset);
      processor.process(new Record<>(null, rows.get(offset), 0));
      stage.take().forEach(record -> written.add(text(record.value())));
    }
  }

  private ServeProcessor newServe(String fields, List<Snapshot> versions) {
    PipelinePlan plan = plan(fields);
    List<Scorer> scorers =
        versions.stream().map(v -> Scorer.of(v, plan.items()).orElseThrow()).toList();
    Versions byOffset =
        offset -> {
          int index = (int) (offset / 100) - 1;
          return index < 0
              ? java.util.Optional.empty()
              : java.util.Optional.of(scorers.get(Math.min(index, scorers.size() - 1)));
        };
    return new ServeProcessor(
        plan,
        () -> EventDecoder.of(config(fields).source(), "p"),
        () -> byOffset,
        config(fields).topics(),
        MessageHeaders.SINGLE_OBJECT,
        true,
        STORE);
  }

  private static String text(Outgoing outgoing) {
    return outgoing.topic() + " " + HexFormat.of().formatHex(outgoing.value());
  }

  /** One processor on a store that outlives it. */
  private static final class Stage<KO, VO> {
    private final KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    private MockProcessorContext<KO, VO> context = new MockProcessorContext<>();

    void start(Processor<?, ?, KO, VO> processor) {
      boolean first = !store.isOpen();
      context = new MockProcessorContext<>();
      if (first) {
        store.init(context.getStateStoreContext(), store);
      } else {
        context.getStateStoreContext().register(store, (key, value) -> {});
      }
      processor.init(context);
    }

    List<Record<? extends KO, ? extends VO>> take() {
      List<Record<? extends KO, ? extends VO>> records = new ArrayList<>();
      context.forwarded().forEach(forward -> records.add(forward.record()));
      context.resetForwards();
      return records;
    }
  }

  /** Both processors of learning, with a topic between them in which the last inputs wait. */
  private final class Learning {
    private static final int WAITING = 3;

    private final Stage<String, byte[]> first = new Stage<>();
    private final Stage<String, Outgoing> second = new Stage<>();
    private final List<Record<String, byte[]>> between = new ArrayList<>();
    private final List<Record<String, Outgoing>> written = new ArrayList<>();

    /** Versions of the older fields. */
    private final List<Snapshot> snapshots = new ArrayList<>();

    private final Learner shadow = new Learner(plan(OLDER).learner());
    private SegmentProcessor segment = newSegment(OLDER);
    private LearnProcessor learn = newLearn(OLDER);

    void start(String fields) {
      segment = newSegment(fields);
      learn = newLearn(fields);
      first.start(segment);
      second.start(learn);
    }

    void run(String fields, int from, int to, Set<Integer> stops) {
      List<byte[]> rows = TestPipeline.rows(ROWS);
      start(fields);
      for (int offset = from; offset < to; offset++) {
        if (stops.contains(offset)) {
          start(fields);
        }
        first.context.setRecordMetadata("events", 0, offset);
        segment.process(new Record<>(null, rows.get(offset), 0));
        first.take().forEach(r -> between.add(new Record<>(r.key(), r.value(), 0, r.headers())));
        while (between.size() > WAITING) {
          Record<String, byte[]> input = between.remove(0);
          if (offset < BEFORE) {
            shadow.fold(LearnInput.readFrom(new StateReader(input.value())), this::keep);
          }
          learn.process(input);
          second.take().forEach(r -> written.add(new Record<>(r.key(), r.value(), 0)));
        }
      }
    }

    List<String> texts() {
      return written.stream().map(record -> record.key() + " " + text(record.value())).toList();
    }

    List<SnapshotManifest> manifests() {
      AvroCodec<SnapshotManifest> codec = AvroCodec.of(SnapshotManifest.class);
      return written.stream()
          .filter(record -> record.key().endsWith("manifest"))
          .map(record -> codec.decode(record.value().value()))
          .toList();
    }

    /** Prequential loss of the first reports. */
    double meanLoss(int reports) {
      AvroCodec<LearningMetrics> codec = AvroCodec.of(LearningMetrics.class);
      return written.stream()
          .filter(record -> record.value().topic().equals("metrics"))
          .limit(reports)
          .map(record -> codec.decode(record.value().value()))
          .mapToDouble(LearningMetrics::getLoss)
          .average()
          .orElseThrow();
    }

    private void keep(LearnEffect effect) {
      if (effect instanceof LearnEffect.Decision decision) {
        decision.snapshot().ifPresent(snapshots::add);
      }
    }

    private SegmentProcessor newSegment(String fields) {
      return new SegmentProcessor(
          plan(fields), () -> EventDecoder.of(config(fields).source(), "p"), STORE);
    }

    private LearnProcessor newLearn(String fields) {
      return new LearnProcessor(
          plan(fields),
          this::publisher,
          "model",
          "metrics",
          MessageHeaders.SINGLE_OBJECT,
          7,
          STORE);
    }

    private SnapshotPublisher publisher() {
      return new SnapshotPublisher("events", 5);
    }
  }
}
