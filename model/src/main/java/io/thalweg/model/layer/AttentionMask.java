package io.thalweg.model.layer;

/**
 * Which positions each position attends to: always a range.
 *
 * @param causal whether none that come later
 * @param window how many at most, itself included, where causal; at least 1
 */
public record AttentionMask(boolean causal, int window) {

  /** Checks the window. */
  public AttentionMask {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, not " + window);
    }
  }

  /** The last {@code window} positions. */
  public static AttentionMask causal(int window) {
    return new AttentionMask(true, window);
  }

  /** All positions of the sequence. */
  public static AttentionMask none() {
    return new AttentionMask(false, Integer.MAX_VALUE);
  }

  /** First position that {@code position} attends to. */
  int from(int position) {
    return causal ? Math.max(0, position - window + 1) : 0;
  }

  /** One after the last position that {@code position} attends to. */
  int to(int position, int length) {
    return causal ? position + 1 : length;
  }

  /** First position that attends to {@code position}. */
  int firstReader(int position) {
    return causal ? position : 0;
  }

  /** One after the last position that attends to {@code position}. */
  int endOfReaders(int position, int length) {
    return causal && window < length - position ? position + window : length;
  }
}
