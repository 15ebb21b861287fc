package io.thalweg.model.text;

import io.thalweg.model.optim.Schedule;

/** Settings and slow arithmetic of the embedding tests. */
final class Tables {
  private Tables() {}

  static EmbeddingSettings settings(
      WordTask task, int dimension, int window, int negatives, int shared) {
    return new EmbeddingSettings(
        task, dimension, window, negatives, shared, 1, Schedule.constant(0.05), 1);
  }

  /**
   * Loss of a block the slow way, prediction by prediction and negative by negative, in double
   * precision.
   *
   * @param table {@code [2, rows, dimension]}
   */
  static double loss(EmbeddingSettings settings, double[] table, Block block) {
    int outputs = table.length / 2;
    double sum = 0;
    for (int query = 0; query < block.queries; query++) {
      double[] hidden = hidden(settings, table, block, query);
      for (int column = 0; column < block.columns; column++) {
        for (int times = 0; times < block.positive[query * block.columns + column]; times++) {
          double x = product(hidden, table, outputs, block.rows[column]);
          sum += softplus(-x);
          sum += negatives(settings, table, block, hidden, column);
        }
      }
    }
    return sum;
  }

  /** What one prediction pays for the negatives, each {@code negatives / shared} times. */
  private static double negatives(
      EmbeddingSettings settings, double[] table, Block block, double[] hidden, int predicted) {
    double sum = 0;
    for (int column = 0; column < block.columns; column++) {
      for (int times = 0; times < block.draws[column]; times++) {
        if (column != predicted) {
          sum += softplus(product(hidden, table, table.length / 2, block.rows[column]));
        }
      }
    }
    return sum * settings.negatives() / settings.shared();
  }

  private static double[] hidden(
      EmbeddingSettings settings, double[] table, Block block, int query) {
    int size = settings.dimension();
    double[] hidden = new double[size];
    for (int word = 0; word < block.words; word++) {
      double share =
          settings.task() == WordTask.CBOW
              ? block.mean[query * block.words + word]
              : word == query ? 1 : 0;
      for (int i = 0; i < size; i++) {
        hidden[i] += share * table[block.rows[word] * size + i];
      }
    }
    return hidden;
  }

  private static double product(double[] hidden, double[] table, int from, int row) {
    double sum = 0;
    for (int i = 0; i < hidden.length; i++) {
      sum += hidden[i] * table[from + row * hidden.length + i];
    }
    return sum;
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }
}
