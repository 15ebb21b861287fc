package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.FieldSet;
import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.TextItems;
import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that come together end up close together, whichever way they are learned. */
final class WordTopicsTest {
  private static final int TOPIC = 20;
  private static final int WORDS = 2 * TOPIC;
  private static final int DIMENSION = 16;
  private static final int SEGMENTS = 4_000;

  private static LearnerSettings settings(String task) {
    Spec items = TextItems.of(Spec.of("text"), Duration.ZERO).spec();
    Architecture architecture =
        new Architecture(
            1,
            items,
            new Spec("bag", Map.of("vocabulary", WORDS + 2, "dimension", DIMENSION)),
            new Spec(task, Map.of("vocabulary", WORDS, "window", 3)),
            new Spec("negative-sampling", Map.of("vocabulary", WORDS, "width", DIMENSION)));
    FieldSet fields = new FieldSet(List.of(TextItems.TYPE));
    return Pipelines.learner(fields, architecture, Pipelines.OPTIMIZER, ReplayPolicy.FIFO, 0, 1);
  }

  /** Words of one topic, drawn at random. */
  private static Segment segment(int index, int length, SplittableRandom random) {
    int topic = random.nextInt(2) * TOPIC;
    float[] items = new float[length];
    for (int i = 0; i < length; i++) {
      items[i] = topic + random.nextInt(TOPIC);
    }
    ScalePrior scales = new ScalePrior(new double[1], new double[] {1}, new double[] {1});
    return new Segment("e", 0, index, index, length, 0, length, items, scales);
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip-gram", "cbow"})
  void fold_wordsOfTwoTopics_endCloserToTheirOwn(String task) {
    LearnerSettings settings = settings(task);
    Learner learner = new Learner(settings);
    int before = closerToTheirOwn(learner.parameters(), 0);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SEGMENTS; i++) {
      learner.fold(segment(i, settings.length(), random), effect -> {});
    }

    assertThat(before).as("words that lie well by chance").isBetween(8, 32);
    assertThat(closerToTheirOwn(learner.parameters(), 0.5)).isEqualTo(WORDS);
  }

  /** Words whose mean cosine with others of their topic is above that with the other topic's. */
  private static int closerToTheirOwn(float[] parameters, double margin) {
    int closer = 0;
    for (int a = 0; a < WORDS; a++) {
      double own = 0;
      double other = 0;
      for (int b = 0; b < WORDS; b++) {
        if (a != b) {
          double cosine = cosine(parameters, a, b);
          own += a / TOPIC == b / TOPIC ? cosine / (TOPIC - 1) : 0;
          other += a / TOPIC == b / TOPIC ? 0 : cosine / TOPIC;
        }
      }
      closer += own > other + margin ? 1 : 0;
    }
    return closer;
  }

  /** Of the encoder's table, which begins the parameters. */
  private static double cosine(float[] parameters, int a, int b) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < DIMENSION; i++) {
      double x = parameters[(a + TokenIds.RESERVED) * DIMENSION + i];
      double y = parameters[(b + TokenIds.RESERVED) * DIMENSION + i];
      product += x * y;
      squareA += x * x;
      squareB += y * y;
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
