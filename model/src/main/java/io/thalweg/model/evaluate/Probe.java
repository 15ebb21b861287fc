package io.thalweg.model.evaluate;

/**
 * How well classes can be told apart on frozen embeddings.
 *
 * @param linear accuracy on the test part of a {@link LinearProbe}, in [0, 1]
 * @param neighbour accuracy of the nearest neighbour in the training part
 * @param ridge the linear classifier's, chosen on the training part
 */
public record Probe(double linear, double neighbour, double ridge) {
  private static final int NEIGHBOURS = 1;

  /**
   * Fits on the training part, and counts on the test part.
   *
   * @param train {@code [rows, size]}, finite
   * @param trainLabels {@code [rows]}, in {@code [0, classes)}
   * @param test {@code [testRows, size]}, finite
   * @param testLabels {@code [testRows]}; one that is not in the training part is never right
   * @param seed of the cross-validation's folds
   */
  public static Probe of(
      float[] train, int[] trainLabels, float[] test, int[] testLabels, int classes, long seed) {
    LinearProbe linear = LinearProbe.fit(train, trainLabels, classes, seed);
    NearestNeighbours neighbours = new NearestNeighbours(train, trainLabels, classes, NEIGHBOURS);
    int rows = testLabels.length;
    return new Probe(
        right(linear.predict(test, rows), testLabels),
        right(neighbours.predict(test, rows), testLabels),
        linear.ridge());
  }

  /** Share of rows predicted rightly. */
  static double right(int[] predicted, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return right / (double) labels.length;
  }
}
