package io.thalweg.model.objective;

/**
 * The bounds of a predicted log scale, [-4, 4]. At or beyond a bound the gradient that leads
 * further out is zero, and the one that leads back is kept: a constant field drives its scale below
 * the bound, and must be able to return once it moves.
 */
final class LogScale {
  static final float LOWEST = -4f;
  static final float HIGHEST = 4f;

  private LogScale() {}

  static float clamp(float logScale) {
    // NaN stays. Math.min and max think of -0, and cost more than the exponential that follows.
    return logScale < LOWEST ? LOWEST : logScale > HIGHEST ? HIGHEST : logScale;
  }

  /** Would descent take a log scale that is at or beyond a bound further out? */
  static boolean leadsOut(float logScale, float gradient) {
    return (logScale <= LOWEST && gradient > 0) || (logScale >= HIGHEST && gradient < 0);
  }

  /** Takes a prediction row {@code [m_0 .. m_{F-1}, a_0 .. a_{F-1}]} apart. */
  static void distribution(float[] prediction, int fields, float[] location, float[] scale) {
    System.arraycopy(prediction, 0, location, 0, fields);
    for (int f = 0; f < fields; f++) {
      scale[f] = (float) Math.exp(clamp(prediction[fields + f]));
    }
  }
}
