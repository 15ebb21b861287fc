package io.thalweg.model.objective;

import io.thalweg.model.layer.AliasTable;
import java.util.SplittableRandom;

/** Given weights, drawn in constant time. Memory: 20 bytes per id. */
final class WeightedProposal implements Proposal {
  private final double[] logProbability;
  private final AliasTable table;

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
    double[] share = new double[size];
    for (int i = 0; i < size; i++) {
      logProbability[i] = Math.log(weights[i] / sum);
      share[i] = weights[i] / sum * size;
    }
    table = new AliasTable(size);
    table.fill(share, size);
  }

  @Override
  public int vocabulary() {
    return table.size();
  }

  @Override
  public int draw(SplittableRandom random) {
    return table.pick(random.nextInt(table.size()), random.nextDouble());
  }

  @Override
  public double logProbability(int id) {
    return logProbability[id];
  }
}
