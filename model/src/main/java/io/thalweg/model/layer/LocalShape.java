package io.thalweg.model.layer;

/**
 * Sizes of a {@link LocalPrediction}: frames {@code [height, width, channels]}, of which the last
 * so many are looked at.
 *
 * @param height rows of a frame, at least 1
 * @param width pixels of a row, at least 1
 * @param channels values of a pixel, at least 1
 * @param order frames looked at, 2 to 16: one alone shows no motion
 */
public record LocalShape(int height, int width, int channels, int order) {
  /** Classes of values by how much moved around them, each with weights of its own. */
  public static final int CLASSES = 6;

  /** Values around one in one frame, itself included: a square of 3 x 3. */
  static final int SQUARE = 9;

  /** Checks the sizes. */
  public LocalShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a frame is at least 1 x 1 x 1, not %d x %d x %d".formatted(height, width, channels));
    }
    if (order < 2 || order > 16) {
      throw new IllegalArgumentException("order must be in [2, 16], not " + order);
    }
  }

  /** Values of a frame. */
  public int values() {
    return height * width * channels;
  }

  /** What a value is predicted from: its surroundings less itself, and a constant one. */
  public int taps() {
    return SQUARE * order;
  }

  /** Floats of a class: a weight per tap, then its share, then its expected variance. */
  public int classFloats() {
    return taps() + 2;
  }

  /** Floats of all classes. */
  public int parameterCount() {
    return CLASSES * classFloats();
  }
}
