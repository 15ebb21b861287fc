package io.thalweg.model.evaluate;

/**
 * Squared error of expected frames beside that of copying the last one. Not thread-safe.
 *
 * <p>Sums over frames and pixels, and the ratio is that of two sums: frames in which much moves
 * count for more, as they are what there is to predict.
 */
public final class FrameErrors {
  private double squares;
  private double copySquares;
  private long values;
  private long frames;

  /**
   * Counts one frame; all arrays are {@code [values]}, in the same unit, and finite.
   *
   * @param last the frame before
   * @param expected what was expected
   * @param came what came
   */
  public void add(double[] last, double[] expected, double[] came) {
    if (last.length != came.length || expected.length != came.length) {
      throw new IllegalArgumentException(
          "frames of %d, %d and %d values".formatted(last.length, expected.length, came.length));
    }
    for (int i = 0; i < came.length; i++) {
      squares += (came[i] - expected[i]) * (came[i] - expected[i]);
      copySquares += (came[i] - last[i]) * (came[i] - last[i]);
    }
    values += came.length;
    frames++;
  }

  /** Frames counted. */
  public long frames() {
    return frames;
  }

  /** Under 1 is better than copying; NaN if nothing changed. */
  public double ratio() {
    return squares / copySquares;
  }

  /** Root of the mean square error, in the frames' unit; NaN before the first frame. */
  public double rootMeanSquare() {
    return Math.sqrt(squares / values);
  }

  /** The same of copying. */
  public double copyRootMeanSquare() {
    return Math.sqrt(copySquares / values);
  }
}
