package io.thalweg.model.item;

/**
 * Sizes of segments.
 *
 * @param context items of left context, at least 0
 * @param length items learned, at least 1
 * @param stride items from one segment to the next, 1 to {@code length}: none is left out
 */
public record SegmentShape(int context, int length, int stride) {

  /** Checks the ranges. */
  public SegmentShape {
    if (context < 0) {
      throw new IllegalArgumentException("context must be at least 0, not " + context);
    }
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, not " + length);
    }
    if (stride < 1 || stride > length) {
      throw new IllegalArgumentException(
          "stride must be between 1 and the length %d, not %d".formatted(length, stride));
    }
  }

  /** Items a segment holds. */
  public int items() {
    return context + length;
  }
}
