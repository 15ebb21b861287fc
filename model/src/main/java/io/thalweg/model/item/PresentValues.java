package io.thalweg.model.item;

/** Items as networks take them: within bounds, and zero where a value is missing. */
public final class PresentValues {
  private PresentValues() {}

  /**
   * Clamps the first {@code length} values to +-{@code limit} and replaces NaN by zero.
   *
   * <p>Looks for NaN first: the loop without that question is vectorised, the other is not.
   */
  public static void fill(float[] values, int length, float limit) {
    if (anyMissing(values, length)) {
      for (int i = 0; i < length; i++) {
        values[i] = Float.isNaN(values[i]) ? 0f : values[i];
      }
    }
    clamp(values, length, limit);
  }

  /** Clamps the first {@code length} values to +-{@code limit}; NaN stays. */
  public static void clamp(float[] values, int length, float limit) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(-limit, Math.min(limit, values[i]));
    }
  }

  private static boolean anyMissing(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      if (Float.isNaN(values[i])) {
        return true;
      }
    }
    return false;
  }
}
