package io.thalweg.model.snapshot;

import io.thalweg.model.item.TextLexicon;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Goes on with a text as a snapshot that forecasts tokens would: one token after the other is drawn
 * from what it expects next. Deterministic given the random source. One instance per thread.
 *
 * <p>Source: temperature and top-k sampling as in Fan, Lewis and Dauphin 2018 (arXiv 1805.04833).
 */
public final class TextCompleter {
  private final ServingModel model;

  /**
   * How the next token is chosen.
   *
   * @param temperature 0: the most probable one; 1: as probable as expected; at most 10
   * @param topK of so many most probable ones, at least 1
   */
  public record Sampling(double temperature, int topK) {

    /** Checks the ranges. */
    public Sampling {
      if (!(temperature >= 0 && temperature <= 10) || topK < 1) {
        throw new IllegalArgumentException(
            "temperature must be in [0, 10] and top-k at least 1, not %s and %d"
                .formatted(temperature, topK));
      }
    }
  }

  /**
   * Prepares a version.
   *
   * @throws IllegalArgumentException when it forecasts no tokens of texts
   */
  public TextCompleter(Snapshot snapshot) {
    model = new ServingModel(snapshot);
    if (model.vocabulary() == 0) {
      throw new IllegalArgumentException(
          "version %d of '%s' forecasts no text: task '%s'"
              .formatted(
                  snapshot.version(), snapshot.pipeline(), snapshot.architecture().task().type()));
    }
  }

  /**
   * Goes on.
   *
   * @param beginning read first, as what follows the end of a text where texts run on
   * @param tokens to be added
   * @return the beginning and what was added
   */
  public String complete(String beginning, int tokens, Sampling sampling, SplittableRandom random) {
    TextLexicon texts = model.texts();
    float[] state = model.newState();
    float[] last = new float[model.embeddingSize()];
    model.beginText(state);
    if (!beginning.isEmpty()) {
      float[] unused = new float[model.embeddingSize()];
      model.step(state, texts.texts().items(beginning, false), unused);
    }
    int[] added = new int[tokens];
    double[] nats = new double[model.vocabulary()];
    for (int i = 0; i < tokens; i++) {
      model.last(last);
      model.nextToken(last, nats);
      leaveOutUnknown(texts, nats);
      added[i] = choose(nats, sampling, random);
      model.stepId(state, added[i]);
    }
    return texts.continued(beginning, added);
  }

  /** An id that stands for many words, or none, says nothing to a reader. */
  private static void leaveOutUnknown(TextLexicon texts, double[] nats) {
    for (int id = 0; id < nats.length; id++) {
      if (texts.token(id).isEmpty()) {
        nats[id] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  private static int choose(double[] nats, Sampling sampling, SplittableRandom random) {
    int[] best =
        IntStream.range(0, nats.length)
            .boxed()
            .sorted((a, b) -> Double.compare(nats[b], nats[a]))
            .limit(sampling.temperature() == 0 ? 1 : sampling.topK())
            .mapToInt(Integer::intValue)
            .toArray();
    if (best.length == 1) {
      return best[0];
    }
    double[] weights = new double[best.length];
    double sum = 0;
    for (int i = 0; i < best.length; i++) {
      weights[i] = Math.exp((nats[best[i]] - nats[best[0]]) / sampling.temperature());
      sum += weights[i];
    }
    double at = random.nextDouble() * sum;
    int chosen = 0;
    while (chosen < best.length - 1 && at >= weights[chosen]) {
      at -= weights[chosen++];
    }
    return best[chosen];
  }
}
