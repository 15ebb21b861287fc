package io.thalweg.model.evaluate;

/**
 * How well classes can be told apart by their neighbours: each row gets the class most of the
 * {@code k} nearest training rows have, by Euclidean distance of standardised embeddings. Of
 * classes with as many, the one with the nearest neighbour wins.
 *
 * <p>Time: {@code rows * trainingRows * size}. Deterministic.
 */
final class NearestNeighbours {
  private final Standardiser standardiser;
  private final float[] training;
  private final int[] labels;
  private final int classes;
  private final int k;

  /**
   * @param features {@code [rows, size]}, finite, untouched
   * @param labels {@code [rows]}, each in {@code [0, classes)}
   * @param k neighbours asked, at least 1; all, if there are fewer
   */
  NearestNeighbours(float[] features, int[] labels, int classes, int k) {
    standardiser = Standardiser.of(features, labels.length);
    training = standardiser.apply(features);
    this.labels = labels.clone();
    this.classes = classes;
    this.k = Math.min(k, labels.length);
  }

  /** The class of each row. */
  int[] predict(float[] features, int rows) {
    float[] standard = standardiser.apply(features);
    int size = standard.length / rows;
    int[] predicted = new int[rows];
    for (int row = 0; row < rows; row++) {
      predicted[row] = vote(nearest(standard, row * size, size));
    }
    return predicted;
  }

  /** The k nearest training rows, nearest first; of equals the earlier. */
  private int[] nearest(float[] rows, int at, int size) {
    int[] nearest = new int[k];
    double[] distance = new double[k];
    java.util.Arrays.fill(distance, Double.POSITIVE_INFINITY);
    for (int row = 0; row < labels.length; row++) {
      double d = 0;
      for (int c = 0; c < size; c++) {
        double difference = rows[at + c] - training[row * size + c];
        d += difference * difference;
      }
      for (int i = k - 1; i >= 0 && d < distance[i]; i--) {
        if (i < k - 1) {
          distance[i + 1] = distance[i];
          nearest[i + 1] = nearest[i];
        }
        distance[i] = d;
        nearest[i] = row;
      }
    }
    return nearest;
  }

  private int vote(int[] nearest) {
    int[] votes = new int[classes];
    for (int row : nearest) {
      votes[labels[row]]++;
    }
    int best = labels[nearest[0]];
    for (int row : nearest) {
      if (votes[labels[row]] > votes[best]) {
        best = labels[row];
      }
    }
    return best;
  }
}
