package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Head;
import io.thalweg.model.objective.SoftmaxCrossEntropy;

/**
 * From an embedding to the distribution of the next token. Weights are copied. Not thread-safe.
 *
 * <p>Cost: the head's product and an exponential per id.
 */
final class TokenForecaster {
  private final Head.Stepper head;
  private final float[] logits;

  TokenForecaster(Architecture architecture, float[] parameters) {
    head = architecture.newHead().newStepper(parameters, architecture.headOffset());
    logits = new float[architecture.newObjective().predictionSize()];
  }

  /** Whether an architecture gives the next token a distribution. */
  static boolean suits(Architecture architecture) {
    return architecture.predicts()
        && architecture.predictionTask().predictsAhead()
        && architecture.newObjective() instanceof SoftmaxCrossEntropy;
  }

  /** Ids there are. */
  int vocabulary() {
    return logits.length;
  }

  /**
   * Log probability of every id.
   *
   * @param embedding before any rotation
   * @param nats written, {@code [vocabulary]}, at most 0
   */
  void logProbabilities(float[] embedding, double[] nats) {
    head.predict(embedding, logits);
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    double norm = largest + Math.log(sum);
    for (int id = 0; id < logits.length; id++) {
      nats[id] = logits[id] - norm;
    }
  }
}
