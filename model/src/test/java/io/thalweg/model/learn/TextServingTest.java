package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Content;
import io.thalweg.model.item.EntityItems;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.Segmenter;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.item.TextLexicon;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.TextParts;
import io.thalweg.model.snapshot.TokenSurprises;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text by itself is as surprising when it is served as it was when it was learned. */
final class TextServingTest {
  private static final Map<String, Object> GRU = Map.of("hidden", 12, "context", 2);
  private static final Map<String, Object> TRANSFORMER =
      Map.of("width", 12, "heads", 2, "layers", 1, "feed-forward", 12, "context", 3, "window", 16);

  private static LearnerSettings settings(String encoder, String tokenizer) {
    TextItems items =
        TextItems.of(
            new Spec("text", Map.of("tokenizer", tokenizer, "segments", "separate")),
            Duration.ZERO);
    int vocabulary = items.vocabulary();
    Map<String, Object> options = encoder.equals("gru") ? GRU : TRANSFORMER;
    Architecture architecture =
        new Architecture(
            items.inputSize(),
            items.spec(),
            TextParts.complete(new Spec(encoder, options), vocabulary),
            TextParts.complete(Spec.of("next-token"), vocabulary),
            TextParts.complete(Spec.of("softmax"), vocabulary));
    LearnerSettings usual = Pipelines.learner();
    return new LearnerSettings(
        "texts",
        items,
        architecture,
        12,
        12,
        usual.batch(),
        usual.every(),
        usual.replayBytes(),
        usual.replayPolicy(),
        usual.optimizer(),
        0,
        1.0,
        1,
        64,
        GateSettings.EVERYTHING_LEARNED);
  }

  private static String line(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? "disk %d is full".formatted(random.nextInt(100))
        : "job %d took %d ms".formatted(random.nextInt(100), random.nextInt(1000));
  }

  private static Reading reading(String line, long offset) {
    return new Reading("e", offset, new Content.Text(line), 0, offset);
  }

  private static Snapshot learned(LearnerSettings settings) {
    SplittableRandom random = new SplittableRandom(7);
    EntityTrack track = new EntityTrack(settings.items(), settings.segmentShape());
    PartitionSegmenter partition = new PartitionSegmenter(0, 500, 1e6);
    List<LearnInput> inputs = new ArrayList<>();
    for (int i = 0; i <= 500; i++) {
      partition.reach(i, inputs::add);
      partition.accept(track, reading(line(random), i), inputs::add);
    }
    return Learners.decisions(Learners.fold(new Learner(settings), inputs)).stream()
        .map(LearnEffect.Decision::snapshot)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"gru, log", "gru, bytes", "transformer, words"})
  void read_aText_isAsSurprisingAsItsSegment(String encoder, String tokenizer) {
    LearnerSettings settings = settings(encoder, tokenizer);
    Snapshot snapshot = learned(settings);
    ServingModel model = new ServingModel(snapshot);
    TextLexicon lexicon = model.texts();
    PredictionNetwork network =
        new PredictionNetwork(settings.architecture(), 1, settings.length());
    EntityItems entity = settings.items().newEntity();
    Segmenter segmenter = new Segmenter(settings.segmentShape(), settings.items().itemSize(), true);
    float[] state = model.newState();
    float[] embedding = new float[model.embeddingSize()];
    for (String line : List.of("disk 7 full", "job 9 ms", "what", "is")) {
      entity.arrive(reading(line, 1));
      float[] items = entity.items();
      List<Segment> segments = new ArrayList<>();
      segmenter.add(reading(line, 1), items, entity, segments::add);
      Segment segment = segments.get(0).withItems(lexicon.ids(segments.get(0).items()));

      double loss =
          network.score(snapshot.parameters(), new Segment[] {segment}, new SplittableRandom(1))[0];
      TokenSurprises surprises = model.read(state, new float[0], items, embedding);

      assertThat(segments).hasSize(1);
      assertThat(Arrays.stream(surprises.nats()).average().orElseThrow())
          .as(line)
          .isCloseTo(loss, within(1e-4));
      assertThat(Arrays.stream(surprises.expected()).boxed())
          .allMatch(nats -> nats >= 0 && nats < Math.log(5000));
    }
  }
}
