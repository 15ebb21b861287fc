package io.thalweg.model.objective;

import java.util.SplittableRandom;

/**
 * A distribution over the ids of a vocabulary from which negatives are drawn. Immutable,
 * thread-safe; all randomness comes from the caller.
 */
public interface Proposal {

  /** Number of ids. */
  int vocabulary();

  /** One id. */
  int draw(SplittableRandom random);

  /** Natural logarithm of the probability with which an id is drawn. */
  double logProbability(int id);

  /**
   * {@code P(id) = log((id + 2) / (id + 1)) / log(vocabulary + 1)}: nearly Zipf's law, for
   * vocabularies sorted by falling frequency. Drawn in closed form, without a table.
   */
  static Proposal logUniform(int vocabulary) {
    return new LogUniformProposal(vocabulary);
  }

  /**
   * {@code P(id)} proportional to {@code weights[id]}, drawn in constant time from an alias table.
   *
   * @param weights at least 0, one above 0; skip-gram takes counts to the power of 3/4
   */
  static Proposal weighted(double[] weights) {
    return new WeightedProposal(weights);
  }
}
