package io.thalweg.model.snapshot;

import io.thalweg.model.encoder.Head;
import io.thalweg.model.layer.Softmax;
import io.thalweg.model.objective.SoftmaxCrossEntropy;

/**
 * From embeddings to the distributions of the next tokens. Weights are kept, not to be modified.
 * Not thread-safe.
 *
 * <p>Cost: the head's product and an exponential per id; of {@value #ROWS} embeddings at once the
 * product is one of matrices.
 */
final class TokenForecaster {
  private static final int ROWS = 16;

  private final Head.Stepper head;
  private final Head.Pass rows;
  private final float[] parameters;
  private final int headOffset;
  private final int embeddingSize;
  private final float[] embeddings;
  private final float[] logits;

  TokenForecaster(Architecture architecture, float[] parameters) {
    this.parameters = parameters;
    headOffset = architecture.headOffset();
    Head shape = architecture.newHead();
    head = shape.newStepper(parameters, headOffset);
    rows = shape.newPass(ROWS);
    embeddingSize = architecture.newEncoder().embeddingSize();
    embeddings = new float[ROWS * embeddingSize];
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

  /**
   * What was expected of each token.
   *
   * @param before the embedding before each, {@code [tokens, embedding]}, before any rotation
   * @param ids of the tokens that came
   */
  TokenSurprises surprises(float[] before, float[] ids) {
    TokenSurprises found = new TokenSurprises(new double[ids.length], new double[ids.length]);
    for (int from = 0; from < ids.length; from += ROWS) {
      int count = Math.min(ROWS, ids.length - from);
      System.arraycopy(before, from * embeddingSize, embeddings, 0, count * embeddingSize);
      float[] predicted = rows.forward(parameters, headOffset, embeddings);
      for (int row = 0; row < count; row++) {
        System.arraycopy(predicted, row * logits.length, logits, 0, logits.length);
        score(found, from + row, (int) ids[from + row], predicted, row * logits.length);
      }
    }
    return found;
  }

  /** {@code -log p = log(sum) - logit}, and the entropy as {@code log(sum) - sum p * logit}. */
  private void score(TokenSurprises found, int token, int id, float[] predicted, int at) {
    float logSum = Softmax.row(logits, 0, logits.length);
    double mean = 0;
    for (int i = 0; i < logits.length; i++) {
      mean += logits[i] * predicted[at + i];
    }
    found.nats()[token] = Math.max(0, logSum - predicted[at + id]);
    found.expected()[token] = Math.max(0, logSum - mean);
  }
}
