package io.thalweg.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.serve.Scorer;
import io.thalweg.model.state.StateReader;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.Modalities;
import io.thalweg.streams.snapshot.SnapshotPublisher;
import io.thalweg.streams.store.EntityStore;
import io.thalweg.streams.store.LearnerShape;
import io.thalweg.streams.store.LearnerStore;
import io.thalweg.streams.topology.Plans;
import io.thalweg.streams.topology.TestPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything a processor knows is in its store after every record: throwing the processors away
 * after any record and starting new ones on what is in the stores changes nothing, to the bit.
 *
 * <p>On processors rather than the topology test driver, which deletes its state directory when it
 * is closed and counts offsets from zero when it is opened. The broker's tests stop the whole.
 */
final class StopAnywhereTest {
  private static final int ROWS = 700;
  private static final String STORE = "store";

  @TempDir private Path directory;

  /** What events are. */
  private Kind kind = Kind.READINGS;

  private enum Kind {
    READINGS,
    FRAMES,
    LINES,
    WORDS,
    SEPARATE
  }

  /** Further lines of the pipeline file. */
  private String more = "";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void stop_learningAfterAnyRecord_continuesBitForBit(long seed) {
    Learning undisturbed = new Learning();
    undisturbed.feed(List.of());
    Learning stopped = new Learning();

    stopped.feed(stops(seed));

    assertThat(undisturbed.weights())
        .as("something was learned")
        .isNotEqualTo(new Learner(plan().learner()).parameters());
    assertThat(stopped.weights()).isEqualTo(undisturbed.weights());
    assertThat(stopped.written).isNotEmpty().isEqualTo(undisturbed.written);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void stop_servingAfterAnyRecord_continuesBitForBit(long seed) {
    Learning learning = new Learning();
    learning.feed(List.of());
    Scorer[] versions = learning.versions.toArray(Scorer[]::new);
    assertThat(versions).hasSizeGreaterThan(3);

    List<String> undisturbed = serve(versions, List.of());
    List<String> stopped = serve(versions, stops(seed));

    assertThat(stopped).hasSizeGreaterThan(ROWS / 2).isEqualTo(undisturbed);
  }

  /** A camera's state holds frames, its forecast, and how far off that usually is. */
  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void stop_whileFilming_continuesBitForBit(long seed) {
    kind = Kind.FRAMES;
    stop_learningAfterAnyRecord_continuesBitForBit(seed);
    stop_servingAfterAnyRecord_continuesBitForBit(seed);
  }

  /** An entity's state holds what its text is to go on with. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void stop_whileReading_continuesBitForBit(long seed) {
    kind = Kind.LINES;
    stop_learningAfterAnyRecord_continuesBitForBit(seed);
    stop_servingAfterAnyRecord_continuesBitForBit(seed);
  }

  /** A learner's state holds the words it knows, and so does every version. */
  @ParameterizedTest
  @EnumSource(names = {"WORDS", "SEPARATE"})
  void stop_whileReadingWords_continuesBitForBit(Kind texts) {
    kind = texts;
    stop_learningAfterAnyRecord_continuesBitForBit(13);
    stop_servingAfterAnyRecord_continuesBitForBit(14);
  }

  /** Two of three entities remembered: every third event forgets one, all its rows with it. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void stop_whileEntitiesAreForgotten_continuesBitForBit(long seed) {
    more = "entities: {max: 2}\n";
    Learning undisturbed = new Learning();
    undisturbed.feed(List.of());
    Learning stopped = new Learning();
    stopped.feed(stops(seed));
    Scorer[] versions = versionsOfAll();

    assertThat(stopped.written).isNotEmpty().isEqualTo(undisturbed.written);
    assertThat(serve(versions, stops(seed)))
        .hasSizeGreaterThan(ROWS / 2)
        .isEqualTo(serve(versions, List.of()));
    assertThat(undisturbed.evicted()).as("entities were forgotten").isGreaterThan(100);
  }

  /** Records after which to stop: seeded, some in a row. */
  private static List<Integer> stops(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> stops = new ArrayList<>();
    for (int at = random.nextInt(60); at < ROWS; at += random.nextInt(1, 60)) {
      stops.add(at);
      if (random.nextInt(4) == 0) {
        stops.add(at + 1);
      }
    }
    return stops;
  }

  /** Versions learned while no entity is forgotten. */
  private Scorer[] versionsOfAll() {
    String saved = more;
    more = "";
    Learning learning = new Learning();
    learning.feed(List.of());
    more = saved;
    return learning.versions.toArray(Scorer[]::new);
  }

  private PipelineConfig config() {
    return switch (kind) {
      case READINGS -> TestPipeline.config("stopped", directory, "localhost:1", "offset", more);
      case FRAMES -> TestPipeline.film("stopped", directory, "localhost:1", "offset");
      case LINES -> TestPipeline.log("stopped", directory, "localhost:1", "offset");
      case WORDS -> TestPipeline.words("stopped", directory, "localhost:1", "offset");
      case SEPARATE -> TestPipeline.separate("stopped", directory, "localhost:1", "offset");
    };
  }

  private List<byte[]> rows() {
    return switch (kind) {
      case READINGS -> TestPipeline.rows(ROWS);
      case FRAMES -> TestPipeline.frames(ROWS);
      case LINES, WORDS, SEPARATE -> TestPipeline.lines(ROWS);
    };
  }

  private EventDecoder decoder() {
    PipelineConfig config = config();
    return Modalities.of(config).decoder(config.source(), "p", null);
  }

  private PipelinePlan plan() {
    return Plans.of(config(), 1);
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

  private final class Learning {
    private final Stage<String, byte[]> first = new Stage<>();
    private final Stage<String, Outgoing> second = new Stage<>();
    private final List<String> written = new ArrayList<>();
    private final List<Scorer> versions = new ArrayList<>();
    private final Learner shadow = new Learner(plan().learner());
    private SegmentProcessor segment = newSegment();
    private LearnProcessor learn = newLearn();

    void feed(List<Integer> stops) {
      List<byte[]> rows = rows();
      first.start(segment);
      second.start(learn);
      for (int offset = 0; offset < rows.size(); offset++) {
        if (stops.contains(offset)) {
          segment = newSegment();
          learn = newLearn();
          first.start(segment);
          second.start(learn);
        }
        first.context.setRecordMetadata("events", 0, offset);
        segment.process(new Record<>(null, rows.get(offset), 0));
        for (Record<? extends String, ? extends byte[]> input : first.take()) {
          shadow.fold(
              LearnInput.readFrom(new StateReader(input.value())),
              effect -> {
                if (effect instanceof LearnEffect.Decision decision) {
                  decision.snapshot().ifPresent(s -> versions.add(new Scorer(s)));
                }
              });
          learn.process(new Record<>(input.key(), input.value(), 0));
          second.take().forEach(this::write);
        }
      }
    }

    private void write(Record<? extends String, ? extends Outgoing> record) {
      Outgoing outgoing = record.value();
      written.add(
          outgoing.topic() + " " + record.key() + " " + HexFormat.of().formatHex(outgoing.value()));
    }

    private SegmentProcessor newSegment() {
      return new SegmentProcessor(plan(), StopAnywhereTest.this::decoder, STORE);
    }

    private LearnProcessor newLearn() {
      return new LearnProcessor(
          plan(), this::publisher, "model", "metrics", MessageHeaders.SINGLE_OBJECT, 7, STORE);
    }

    private SnapshotPublisher publisher() {
      return new SnapshotPublisher("events", 5);
    }

    long evicted() {
      PartitionSegmenter segmenter = new PartitionSegmenter(0, 1, 1);
      EntityTable<EntityTrack> any =
          new EntityTable<>(
              9, Duration.ofDays(1), this::newTrack, EntityTrack::newestMillis, (e, t) -> {});
      new EntityStore<EntityTrack>(first.store, Layouts.learning(plan()))
          .restore(any, plan().items(), items -> newTrack(), EntityTrack::adopt, segmenter);
      return segmenter.counts().evicted();
    }

    private EntityTrack newTrack() {
      return new EntityTrack(plan().items(), plan().learner().segmentShape());
    }

    float[] weights() {
      return new LearnerStore(second.store, 7, LearnerShape.of(plan().learner()))
          .restore(plan().learner(), fields -> {})
          .parameters();
    }
  }

  private List<String> serve(Scorer[] versions, List<Integer> stops) {
    Stage<byte[], Outgoing> stage = new Stage<>();
    List<byte[]> rows = rows();
    List<String> written = new ArrayList<>();
    ServeProcessor processor = newServe(versions);
    stage.start(processor);
    for (int offset = 0; offset < rows.size(); offset++) {
      if (stops.contains(offset)) {
        processor = newServe(versions);
        stage.start(processor);
      }
      stage.context.setRecordMetadata("events", 0, offset);
      processor.process(new Record<>(null, rows.get(offset), 0));
      for (Record<? extends byte[], ? extends Outgoing> record : stage.take()) {
        Outgoing outgoing = record.value();
        written.add(outgoing.topic() + " " + HexFormat.of().formatHex(outgoing.value()));
      }
    }
    return written;
  }

  private ServeProcessor newServe(Scorer[] versions) {
    Versions byOffset =
        offset -> {
          int index = (int) (offset / 100) - 1;
          return index < 0
              ? Optional.empty()
              : Optional.of(versions[Math.min(index, versions.length - 1)]);
        };
    return new ServeProcessor(
        plan(),
        this::decoder,
        () -> byOffset,
        config().topics(),
        MessageHeaders.SINGLE_OBJECT,
        true,
        STORE);
  }
}
