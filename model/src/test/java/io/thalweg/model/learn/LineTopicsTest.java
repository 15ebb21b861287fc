package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.snapshot.ServingModel;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.TextParts;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines of one topic that share no word end up close together, when two views of a line are told
 * from those of others: the words a view lacks are in the other. A GRU of this size was tried, too:
 * its loss falls as far, but one of eight lines ended nearer to the other topic; why is not known.
 */
final class LineTopicsTest {
  private static final int TOPIC = 20;
  private static final int WORDS = 2 * TOPIC;

  /** Words of a line; behind them the segment is empty. */
  private static final int LINE = 5;

  private static final int LINES = WORDS / LINE;
  private static final int SEGMENTS = 6_000;

  static Stream<Spec> encoders() {
    return Stream.of(
        new Spec("bag", Map.of("dimension", 16)),
        new Spec(
            "transformer",
            Map.of("layers", 1, "width", 16, "attention", "bidirectional", "length", 8)));
  }

  private static LearnerSettings settings(Spec encoder) {
    Spec items = new Spec("text", Map.of("segments", "separate"));
    Spec task = new Spec("two-view", Map.of("token.dropout", 0.5, "projector.width", 16));
    Architecture architecture =
        new Architecture(
            1,
            TextItems.of(items, Duration.ZERO).spec(),
            TextParts.complete(encoder, WORDS),
            TextParts.complete(task, WORDS),
            new Spec("info-nce", Map.of("temperature", 0.3)));
    FieldSet fields = new FieldSet(List.of(TextItems.TYPE));
    return Pipelines.learner(fields, architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1);
  }

  /** Different words of one topic. */
  private static Segment segment(int index, int length, SplittableRandom random) {
    int topic = random.nextInt(2) * TOPIC;
    float[] items = new float[length];
    Arrays.fill(items, Float.NaN);
    for (int i = 0; i < LINE; i++) {
      items[i] = topic + random.nextInt(TOPIC);
    }
    ScalePrior scales = new ScalePrior(new double[1], new double[] {1}, new double[] {1});
    return new Segment("e", 0, index, index, length, 0, length, items, scales);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void fold_linesOfTwoTopics_endCloserToTheirOwn(Spec encoder) {
    LearnerSettings settings = settings(encoder);
    Learner learner = new Learner(settings);
    SplittableRandom random = new SplittableRandom(1);
    List<Snapshot> versions = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      learner.fold(segment(i, settings.length(), random), effect -> {});
      if (i == 8 || i == SEGMENTS - 1) {
        learner.fold(
            new Boundary(0, versions.size() + 1, i, i, Boundary.Counts.NONE),
            effect -> ((LearnEffect.Decision) effect).snapshot().ifPresent(versions::add));
      }
    }

    assertThat(versions).hasSize(2);
    assertThat(closerToTheirOwn(versions.get(0), 0.2)).as("at the start").isLessThan(LINES / 2);
    assertThat(closerToTheirOwn(versions.get(1), 0.2)).isEqualTo(LINES);
  }

  /**
   * Lines whose mean cosine with others of their topic is above that with the other topic's, after
   * what all have in common is taken away.
   */
  private static int closerToTheirOwn(Snapshot version, double margin) {
    float[][] lines = embedded(version);
    int closer = 0;
    for (int a = 0; a < LINES; a++) {
      double own = 0;
      double other = 0;
      for (int b = 0; b < LINES; b++) {
        boolean same = a / (LINES / 2) == b / (LINES / 2);
        if (a != b) {
          double cosine = cosine(lines[a], lines[b]);
          own += same ? cosine / (LINES / 2 - 1) : 0;
          other += same ? 0 : cosine / (LINES / 2);
        }
      }
      closer += own > other + margin ? 1 : 0;
    }
    return closer;
  }

  /** Each word in one line; as a pipeline embeds them. */
  private static float[][] embedded(Snapshot version) {
    ServingModel model = new ServingModel(version);
    float[][] lines = new float[LINES][model.embeddingSize()];
    for (int line = 0; line < LINES; line++) {
      float[] items = new float[LINE];
      for (int i = 0; i < LINE; i++) {
        items[i] = line * LINE + i;
      }
      model.step(model.newState(), items, lines[line]);
    }
    for (int c = 0; c < model.embeddingSize(); c++) {
      float mean = 0;
      for (float[] line : lines) {
        mean += line[c] / LINES;
      }
      for (float[] line : lines) {
        line[c] -= mean;
      }
    }
    return lines;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
