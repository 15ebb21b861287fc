package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * Given weights, drawn in constant time: each cell of the table holds an id up to a threshold and
 * an alias beyond it. Sources: Walker 1977; Vose 1991. Memory: 20 bytes per id.
 */
final class WeightedProposal implements Proposal {
  private final double[] logProbability;
  private final float[] threshold;
  private final int[] alias;

  WeightedProposal(double[] weights) {
    int size = Sizes.positive("vocabulary", weights.length);
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("a weight must be at least 0, not " + weight);
      }
      sum += weight;
    }
    Sizes.above0("sum of the weights", sum);
    logProbability = new double[size];
    threshold = new float[size];
    alias = new int[size];
    double[] share = new double[size];
    for (int i = 0; i < size; i++) {
      logProbability[i] = Math.log(weights[i] / sum);
      share[i] = weights[i] / sum * size;
    }
    fill(share);
  }

  private void fill(double[] share) {
    int size = share.length;
    int[] small = new int[size];
    int[] large = new int[size];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < size; i++) {
      if (share[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[--larges];
      threshold[less] = (float) share[less];
      alias[less] = more;
      share[more] -= 1 - share[less];
      if (share[more] < 1) {
        small[smalls++] = more;
      } else {
        large[larges++] = more;
      }
    }
    // What is left is 1 but for rounding.
    while (larges > 0) {
      threshold[large[--larges]] = 1f;
    }
    while (smalls > 0) {
      threshold[small[--smalls]] = 1f;
    }
  }

  @Override
  public int vocabulary() {
    return alias.length;
  }

  @Override
  public int draw(SplittableRandom random) {
    int cell = random.nextInt(alias.length);
    return random.nextDouble() < threshold[cell] ? cell : alias[cell];
  }

  @Override
  public double logProbability(int id) {
    return logProbability[id];
  }
}
