package io.thalweg.model.snapshot;

/**
 * What a camera's next frame is expected to be, value by value, in the frames' own units.
 *
 * @param last the frame before it
 * @param expected the frame of least squared error
 * @param variance of its difference from the one that will come, at least 0: larger where something
 *     moves
 */
public record FrameForecast(float[] last, float[] expected, float[] variance) {
  /** A forecast to be written, for frames of so many values. */
  public FrameForecast(int values) {
    this(new float[values], new float[values], new float[values]);
  }
}
