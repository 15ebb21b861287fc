package io.thalweg.model.objective;

import java.util.SplittableRandom;

/** Nearly Zipf's law, in closed form; see {@link Proposal#logUniform}. */
record LogUniformProposal(int vocabulary) implements Proposal {

  LogUniformProposal {
    Sizes.positive("vocabulary", vocabulary);
  }

  @Override
  public int draw(SplittableRandom random) {
    // P(id < k) = log(k + 1) / log(vocabulary + 1), inverted.
    int id = (int) (Math.exp(random.nextDouble() * Math.log(vocabulary + 1.0)) - 1);
    return Math.min(id, vocabulary - 1);
  }

  @Override
  public double logProbability(int id) {
    return Math.log(Math.log1p(1 / (id + 1.0)) / Math.log(vocabulary + 1.0));
  }
}
