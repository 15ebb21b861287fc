package io.thalweg.model.text;

import java.util.Arrays;

/**
 * A piece of a sentence as weights of a matrix: which row of the table predicts which, how often,
 * and against which negatives.
 *
 * <p>A query is what predicts: for skip-gram one word of the piece, for CBOW the mean around one
 * centre. A column is what is predicted: first the different words of the piece, then the negatives
 * that are none of them. The negatives are drawn once and shared by all predictions:
 *
 * <pre>{@code
 * positive[q, c] = predictions of column c by query q
 * negative[q, c] = negatives / shared * draws[c] * (sum over c' of positive[q, c'] - positive[q, c])
 * }</pre>
 *
 * so that a prediction has {@code negatives} of them on average, and one that is the word itself is
 * skipped, as in word2vec. Sources: Mikolov et al. 2013; the sharing, Ji et al. 2016 (arXiv
 * 1604.04661), there per window. Not thread-safe; reused from block to block, without allocation.
 */
final class Block {
  /** Centres of a block. Short enough that no word is predicted often from stale weights. */
  static final int CENTRES = 32;

  private static final int ABSENT = -1;
  private final WordTask task;
  private final int window;
  private final int shared;

  /** Column by row of the table; {@link #ABSENT} between blocks. */
  private final int[] columnOf;

  private final int[] columnAt;

  /** Row of the table by column. */
  final int[] rows;

  final float[] draws;

  /** Predictions by query. */
  final float[] predictions;

  /** Predictions of each column, by all queries. */
  final float[] predicted;

  final float[] positive; // [queries, columns]
  final float[] mean; // [queries, words], CBOW only

  /** Different words of the piece: the first columns. */
  int words;

  int columns;
  int queries;
  int total;

  Block(EmbeddingSettings settings, int tableRows) {
    task = settings.task();
    window = settings.window();
    shared = settings.shared();
    int most = mostWords(settings);
    columnOf = new int[tableRows];
    Arrays.fill(columnOf, ABSENT);
    columnAt = new int[most];
    rows = new int[most + shared];
    draws = new float[most + shared];
    predictions = new float[most];
    predicted = new float[most + shared];
    positive = new float[most * (most + shared)];
    mean = new float[task == WordTask.CBOW ? CENTRES * most : 0];
  }

  static int mostWords(EmbeddingSettings settings) {
    return CENTRES + 2 * settings.window();
  }

  /**
   * Takes the centres {@code [from, to)} of a sentence {@code ids[0, length)}, at most {@link
   * #CENTRES}. Without predictions {@link #total} is zero.
   */
  void take(int[] ids, int length, int from, int to, Unigrams unigrams, SplitMix random) {
    int low = Math.max(0, from - window);
    int high = Math.min(length, to + window);
    addWords(ids, low, high);
    addNegatives(unigrams, random);
    queries = task == WordTask.CBOW ? to - from : words;
    total = 0;
    Arrays.fill(positive, 0, queries * columns, 0f);
    Arrays.fill(predictions, 0, queries, 0f);
    if (task == WordTask.CBOW) {
      Arrays.fill(mean, 0, queries * words, 0f);
    }
    for (int centre = from; centre < to; centre++) {
      int reach = 1 + random.below(window);
      int first = Math.max(low, centre - reach);
      int end = Math.min(high, centre + reach + 1);
      if (task == WordTask.CBOW) {
        predictFromMean(centre - from, centre - low, first - low, end - low);
      } else {
        predictFromEach(centre - low, first - low, end - low);
      }
    }
    for (int column = 0; column < columns; column++) {
      columnOf[rows[column]] = ABSENT;
    }
  }

  private void addWords(int[] ids, int low, int high) {
    columns = 0;
    for (int i = low; i < high; i++) {
      columnAt[i - low] = column(ids[i]);
    }
    words = columns;
  }

  private void addNegatives(Unigrams unigrams, SplitMix random) {
    for (int i = 0; i < shared; i++) {
      draws[column(unigrams.draw(random))]++;
    }
  }

  private int column(int row) {
    int known = columnOf[row];
    if (known != ABSENT) {
      return known;
    }
    columnOf[row] = columns;
    rows[columns] = row;
    draws[columns] = 0f;
    predicted[columns] = 0f;
    return columns++;
  }

  private void predictFromEach(int centre, int first, int end) {
    int column = columnAt[centre];
    for (int i = first; i < end; i++) {
      if (i != centre) {
        int query = columnAt[i];
        positive[query * columns + column]++;
        predictions[query]++;
        predicted[column]++;
        total++;
      }
    }
  }

  private void predictFromMean(int query, int centre, int first, int end) {
    int around = end - first - 1;
    if (around > 0) {
      for (int i = first; i < end; i++) {
        if (i != centre) {
          mean[query * words + columnAt[i]] += 1f / around;
        }
      }
      positive[query * columns + columnAt[centre]] = 1f;
      predictions[query] = 1f;
      predicted[columnAt[centre]]++;
      total++;
    }
  }
}
