package io.thalweg.model.objective;

/** InfoNCE by its formula. */
public final class SlowInfoNce {
  private SlowInfoNce() {}

  /** Mean loss of {@code [pairs, size]} rows. */
  public static double loss(
      double[] one,
      double[] other,
      int pairs,
      int size,
      double temperature,
      boolean normalise,
      boolean bothWays) {
    double forth = oneWay(one, other, pairs, size, temperature, normalise);
    return bothWays ? (forth + oneWay(other, one, pairs, size, temperature, normalise)) / 2 : forth;
  }

  private static double oneWay(
      double[] one, double[] other, int pairs, int size, double temperature, boolean normalise) {
    double loss = 0;
    for (int i = 0; i < pairs; i++) {
      double sum = 0;
      double own = 0;
      for (int j = 0; j < pairs; j++) {
        double product = dot(one, i, other, j, size);
        if (normalise) {
          product /= Math.sqrt(dot(one, i, one, i, size) * dot(other, j, other, j, size));
        }
        sum += Math.exp(product / temperature);
        own = i == j ? product / temperature : own;
      }
      loss += (Math.log(sum) - own) / pairs;
    }
    return loss;
  }

  private static double dot(double[] a, int row, double[] b, int other, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += a[row * size + i] * b[other * size + i];
    }
    return sum;
  }
}
