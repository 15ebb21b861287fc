package io.thalweg.model.layer;

import java.util.Locale;

/**
 * Elementwise non-linearities, each with its slope in the same loop: backward is then one product,
 * whatever the function. All loops have one index for all arrays, so that the JIT vectorises them.
 * NaN stays NaN.
 */
public enum Activation {
  /** Hyperbolic tangent. */
  TANH {
    @Override
    public void apply(float[] values, float[] slope, int count) {
      for (int i = 0; i < count; i++) {
        float y = FastMath.tanh(values[i]);
        values[i] = y;
        slope[i] = 1 - y * y;
      }
    }
  },

  /** {@code max(0, x)}, with slope zero at zero. */
  RELU {
    @Override
    public void apply(float[] values, float[] slope, int count) {
      for (int i = 0; i < count; i++) {
        float y = Math.max(0f, values[i]);
        values[i] = y;
        // 1 where positive, else 0, without a jump that is wrong half the time
        slope[i] = Math.min(1f, y * Float.MAX_VALUE);
      }
    }
  },

  /**
   * Gaussian error linear unit in the form with tanh, {@code x (1 + tanh(sqrt(2/pi) (x + 0.044715
   * x^3))) / 2}. Source: Hendrycks and Gimpel 2016 (arXiv 1606.08415).
   */
  GELU {
    @Override
    public void apply(float[] values, float[] slope, int count) {
      // Three short methods: in one, the JIT did not vectorise all of the loops.
      geluArguments(values, slope, count);
      geluTanh(slope, count);
      geluResults(values, slope, count);
    }
  };

  /** sqrt(2/pi), and 0.044715 of it. */
  private static final float GELU_LINEAR = 0.7978845608f;

  private static final float GELU_CUBIC = 0.0356774081f;

  /**
   * Applies the function in place.
   *
   * @param values {@code [count]}: arguments, then results
   * @param slope {@code [count]}, written: the derivative at the argument
   */
  public abstract void apply(float[] values, float[] slope, int count);

  /** The function of a name in lower case, or one sentence that names what there is. */
  public static Activation named(String name) {
    for (Activation activation : values()) {
      if (activation.toString().equals(name)) {
        return activation;
      }
    }
    throw new IllegalArgumentException(
        "there is no activation '%s'; there is %s".formatted(name, java.util.List.of(values())));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static void geluArguments(float[] values, float[] inner, int count) {
    for (int i = 0; i < count; i++) {
      float c = clamp(values[i]);
      inner[i] = c * (GELU_LINEAR + GELU_CUBIC * c * c);
    }
  }

  private static void geluTanh(float[] inner, int count) {
    for (int i = 0; i < count; i++) {
      inner[i] = FastMath.tanh(inner[i]);
    }
  }

  private static void geluResults(float[] values, float[] slope, int count) {
    for (int i = 0; i < count; i++) {
      float x = values[i];
      float c = clamp(x);
      float t = slope[i];
      float half = 0.5f + 0.5f * t;
      values[i] = x * half;
      slope[i] = half + 0.5f * c * (1 - t * t) * (GELU_LINEAR + 3 * GELU_CUBIC * c * c);
    }
  }

  /** Beyond 6 the slope is 0 or 1 but for 1e-5, and its factors would grow without bound. */
  private static float clamp(float x) {
    return Math.max(-6f, Math.min(6f, x));
  }
}
