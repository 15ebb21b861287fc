package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.objective.PairObjective;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Contrastive predictive coding: from the embedding of all items up to one, tell the item k steps
 * ahead from those of the batch's other segments.
 *
 * <pre>{@code
 * prediction_k = W_k c_t + b_k        c_t: embedding at position t, k = 1 .. steps
 * future       = projector(x_(t+k))   x: items as the encoder takes them
 * }</pre>
 *
 * <p>Both have {@code width} floats and are a pair of the objective, InfoNCE in the paper. Every
 * step k and every one of the {@code positions} drawn per batch is a problem of its own with one
 * pair per segment: negatives are of other entities or times, never the near-duplicate neighbours
 * in the same segment. An item of which nothing is there is projected as zeros, a pair that teaches
 * little.
 *
 * <p>The encoder must be causal. Segments carry {@code steps} items of context more than it takes,
 * so that every position has all its futures inside the segment.
 *
 * <p>Time: the encoder's, and per step and drawn position {@code batch} rows of projector and
 * prediction and one batch of the objective. Memory: the encoder's, and a few arrays of {@code
 * steps * positions * batch * width}.
 *
 * <p>Source: van den Oord, Li and Vinyals 2018 (arXiv 1807.03748). We deviate in what is predicted:
 * there the encoder has two parts and the future is the first one's output, here it is a projection
 * of the item itself, so that any encoder will do.
 */
final class Cpc implements PairTask {
  private final int steps;
  private final int positions;
  private final int width;
  private final int layers;

  /**
   * @param steps furthest item ahead that is looked for, at least 1
   * @param positions of a segment from which is looked ahead, drawn anew for every batch, at least
   *     1
   * @param width floats of prediction and projection, at least 1
   * @param layers of the items' projector, at least 1
   */
  Cpc(int steps, int positions, int width, int layers) {
    this.steps = steps;
    this.positions = positions;
    this.width = width;
    this.layers = layers;
  }

  static Cpc of(Spec spec) {
    spec.allow("steps", "positions", "projector.width", "projector.layers");
    return new Cpc(
        spec.integer("steps", 4, 1, 256),
        spec.integer("positions", 4, 1, 4096),
        spec.integer("projector.width", 32, 1, 8192),
        spec.integer("projector.layers", 2, 1, 8));
  }

  /** The paper's: products, one way, the prediction being the anchor. */
  @Override
  public Spec usualObjective() {
    return new Spec("info-nce", Map.of("similarity", "product", "temperature", 1, "ways", 1));
  }

  @Override
  public boolean predictsAhead() {
    return true;
  }

  @Override
  public int segmentContext(int encoderContext) {
    return encoderContext + steps;
  }

  /** Furthest item ahead. */
  int steps() {
    return steps;
  }

  /** Positions drawn of {@code length}. */
  int drawn(int length) {
    return Math.min(positions, length);
  }

  /** Floats of prediction and projection. */
  int width() {
    return width;
  }

  Projector projector(Encoder encoder) {
    return new Projector(encoder.inputSize(), width, layers);
  }

  /** The head: the items' projector, then the prediction of each step, nearest first. */
  int predictionOffset(Encoder encoder, int step) {
    return projector(encoder).parameterCount()
        + step * Dense.parameterCount(encoder.embeddingSize(), width);
  }

  @Override
  public int headSize(Encoder encoder) {
    return predictionOffset(encoder, steps);
  }

  @Override
  public void initialiseHead(
      Encoder encoder, float[] parameters, int offset, SplittableRandom random) {
    projector(encoder).initialise(parameters, offset, random);
    for (int k = 0; k < steps; k++) {
      int at = offset + predictionOffset(encoder, k);
      Dense.initialise(parameters, at, encoder.embeddingSize(), width, 1, random);
    }
  }

  @Override
  public int[] headOrigins(Encoder encoder, int[] inputs, int olderInputSize) {
    int[] origins = new int[headSize(encoder)];
    int[] projector = projector(encoder).origins(inputs, olderInputSize);
    System.arraycopy(projector, 0, origins, 0, projector.length);
    int moved = (olderInputSize - inputs.length) * width;
    for (int at = projector.length; at < origins.length; at++) {
      origins[at] = at + moved;
    }
    return origins;
  }

  @Override
  public Pass newPass(Encoder encoder, PairObjective objective, int batch, int length) {
    return new CpcPass(this, encoder, objective, batch, length);
  }
}
