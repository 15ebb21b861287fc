package io.thalweg.model.evaluate;

import io.thalweg.model.evaluate.NabFile.Window;

/**
 * What an alert at each row of one file is worth, before a profile's weights.
 *
 * <p>Inside a window of w rows that ends at row e, an alert at row i is worth {@code s(-(e - i + 1)
 * / w) / s(-1)}: 1 at the window's first row, falling to {@code s(-1/w) / s(-1)} at its last.
 * Outside, it is worth {@code s((i - e) / (w - 1))} by the last window before it, and -1 when there
 * is none. The scaled sigmoid is {@code s(x) = 2 / (1 + exp(5 x)) - 1}, and -1 from 3 on.
 */
final class NabGains {
  private static final double STEEPNESS = 5;
  private static final double FAR = 3;

  private final NabFile file;
  private final double[] gains;
  private final int[] windows;

  NabGains(NabFile file) {
    this.file = file;
    gains = new double[file.series().rows()];
    windows = new int[gains.length];
    int next = 0;
    for (int row = 0; row < gains.length; row++) {
      while (next < file.windows().size() && row > file.windows().get(next).last()) {
        next++;
      }
      boolean inside = next < file.windows().size() && row >= file.windows().get(next).first();
      windows[row] = inside ? next : -1;
      gains[row] = inside ? inside(file.windows().get(next), row) : outside(next - 1, row);
    }
  }

  private static double inside(Window window, int row) {
    return scaledSigmoid(-(window.last() - row + 1) / (double) window.rows()) / scaledSigmoid(-1);
  }

  private double outside(int before, int row) {
    if (before < 0) {
      return -1;
    }
    Window window = file.windows().get(before);
    // A window of one row: infinitely far after it. NAB itself divides by zero there.
    return scaledSigmoid((row - window.last()) / (double) (window.rows() - 1));
  }

  private static double scaledSigmoid(double position) {
    return position >= FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
  }

  NabFile file() {
    return file;
  }

  int firstScored() {
    return file.series().probationRows();
  }

  /** Index of the window around a row, -1 if there is none. */
  int window(int row) {
    return windows[row];
  }

  /** Worth of an alert at a row; of the alerts in one window, only the best counts. */
  double gain(int row, NabProfile profile) {
    return gains[row] * (windows[row] >= 0 ? profile.truePositive() : profile.falsePositive());
  }

  /** Whether a window has a row that is scored; NAB does not count the others as missed. */
  boolean scored(int window) {
    return file.windows().get(window).last() >= firstScored();
  }
}
