package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The skip-gram loop of word2vec as its C program has it: word by word, negative by negative, each
 * with its own draws, over a vocabulary counted before. What the batched learner is compared with.
 *
 * <p>Source: Mikolov et al. 2013; {@code word2vec.c}, with its table of negatives and its thinning.
 */
final class ScalarWord2vec {
  private static final int TABLE = 10_000_000;
  private static final double POWER = 0.75;

  private final EmbeddingSettings settings;
  private final List<String> words;
  private final int[][] sentences;
  private final float[] keep;
  private final int[] table = new int[TABLE];
  private final float[] input;
  private final float[] output;
  private final float[] change;
  private final int[] kept;
  private final SplittableRandom random;
  private long seen;

  /**
   * @param frequent words and their counts, the most frequent first
   */
  ScalarWord2vec(Corpus corpus, Map<String, Integer> frequent, EmbeddingSettings settings) {
    this.settings = settings;
    words = new ArrayList<>(frequent.keySet());
    int[] counts = frequent.values().stream().mapToInt(Integer::intValue).toArray();
    random = new SplittableRandom(settings.seed());
    sentences = ids(corpus);
    kept = new int[Arrays.stream(sentences).mapToInt(ids -> ids.length).max().orElse(0)];
    keep = new float[counts.length];
    double total = Arrays.stream(counts).sum();
    for (int id = 0; id < counts.length; id++) {
      double ratio = settings.sample() * total / counts[id];
      keep[id] = (float) Math.min(1, Math.sqrt(ratio) + ratio);
    }
    fillTable(counts);
    int size = settings.dimension();
    input = new float[counts.length * size];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) (random.nextDouble() - 0.5) / size;
    }
    output = new float[input.length];
    change = new float[size];
  }

  private int[][] ids(Corpus corpus) {
    Map<String, Integer> index = new java.util.HashMap<>();
    for (String word : words) {
      index.put(word, index.size());
    }
    return corpus.sentences().stream()
        .map(
            sentence -> sentence.stream().filter(index::containsKey).mapToInt(index::get).toArray())
        .toArray(int[][]::new);
  }

  private void fillTable(int[] counts) {
    double sum = Arrays.stream(counts).mapToDouble(count -> Math.pow(count, POWER)).sum();
    double upTo = 0;
    int at = 0;
    for (int id = 0; id < counts.length; id++) {
      upTo += Math.pow(counts[id], POWER) / sum;
      while (at < TABLE && at < upTo * TABLE) {
        table[at++] = id;
      }
    }
    Arrays.fill(table, at, TABLE, counts.length - 1);
  }

  /** Learns the text once. */
  void pass() {
    for (int[] sentence : sentences) {
      seen += sentence.length;
      float rate = (float) settings.rate().rate(seen);
      int count = 0;
      for (int id : sentence) {
        if (random.nextDouble() < keep[id]) {
          kept[count++] = id;
        }
      }
      learn(count, rate);
    }
  }

  private void learn(int count, float rate) {
    for (int centre = 0; centre < count; centre++) {
      int reach = 1 + random.nextInt(settings.window());
      int end = Math.min(count, centre + reach + 1);
      for (int i = Math.max(0, centre - reach); i < end; i++) {
        if (i != centre) {
          predict(kept[i], kept[centre], rate);
        }
      }
    }
  }

  private void predict(int context, int word, float rate) {
    int size = settings.dimension();
    int from = context * size;
    Arrays.fill(change, 0);
    for (int j = 0; j <= settings.negatives(); j++) {
      int id = j == 0 ? word : table[random.nextInt(TABLE)];
      if (j == 0 || id != word) {
        int to = id * size;
        float product = 0;
        for (int i = 0; i < size; i++) {
          product += input[from + i] * output[to + i];
        }
        float pull = rate * ((j == 0 ? 1 : 0) - FastMath.sigmoid(product));
        for (int i = 0; i < size; i++) {
          change[i] += pull * output[to + i];
        }
        for (int i = 0; i < size; i++) {
          output[to + i] += pull * input[from + i];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      input[from + i] += change[i];
    }
  }

  WordVectors vectors() {
    return new WordVectors(words, input, settings.dimension());
  }
}
