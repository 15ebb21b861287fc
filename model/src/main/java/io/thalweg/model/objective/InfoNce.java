package io.thalweg.model.objective;

import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Softmax;

/**
 * InfoNCE with in-batch negatives: find the other half of your pair among all others of the batch.
 *
 * <pre>{@code
 * s_ij = u_i v_j / temperature      u, v: rows of both sides, of length 1 if normalised
 * loss = mean_i ( log sum_j exp(s_ij) - s_ii )                            [nats]
 * }</pre>
 *
 * <p>One way, the first side is the anchor (contrastive predictive coding: the prediction) and the
 * second what is to be found. Both ways, the mean of this and of the same with sides exchanged is
 * taken (SimCLR's and CLIP's habit). Pairs that are near-duplicates of each other are false
 * negatives: the caller must decorrelate the batch. Permuting the pairs changes nothing but
 * rounding. {@code log(pairs) - loss} is a lower bound on the mutual information of both sides.
 *
 * <p>Time: three products of {@code pairs * pairs * size} (six both ways) and an exponential per
 * pair of rows. Deterministic.
 *
 * <p>Sources: van den Oord, Li and Vinyals 2018 (arXiv 1807.03748); Chen et al. 2020 (arXiv
 * 2002.05709).
 *
 * <p>Example: when all embeddings are the same, the loss is {@code log(pairs)}.
 *
 * @param temperature above 0; 0.1 to 0.5 is usual for normalised embeddings, 1 without
 * @param normalise compare directions (cosines) instead of inner products
 * @param bothWays look for the first side from the second, too
 */
public record InfoNce(double temperature, boolean normalise, boolean bothWays)
    implements PairObjective {

  /** Checks the ranges. */
  public InfoNce {
    Sizes.above0("temperature", temperature);
  }

  @Override
  public Pass newPass(int pairs, int size) {
    return new Batch(pairs, size);
  }

  private final class Batch implements Pass {
    private final int pairs;
    private final int size;
    private final UnitRows one;
    private final UnitRows other;
    private final float[] share; // [pairs, pairs]
    private final Matrix forth; // [pairs, pairs]: softmax - identity
    private final Matrix back;
    private final Matrix gradient;

    Batch(int pairs, int size) {
      if (pairs < 2) {
        throw new IllegalArgumentException("pairs must be at least 2, not " + pairs);
      }
      this.pairs = pairs;
      this.size = Sizes.positive("size", size);
      one = new UnitRows(pairs, size, normalise);
      other = new UnitRows(pairs, size, normalise);
      share = new float[pairs * pairs];
      forth = new Matrix((long) pairs * pairs);
      back = new Matrix((long) pairs * pairs);
      gradient = new Matrix((long) pairs * size);
    }

    @Override
    public float score(float[] oneRows, float[] otherRows) {
      one.take(oneRows);
      other.take(otherRows);
      float loss = find(one, other, forth);
      return bothWays ? 0.5f * (loss + find(other, one, back)) : loss;
    }

    private float find(UnitRows anchors, UnitRows among, Matrix residual) {
      Matrix.multiplyTransposedB(
          anchors.matrix(), 0, among.matrix(), 0, residual, 0, pairs, pairs, size, 0f);
      residual.get(share, 0, share.length);
      float inverse = (float) (1 / temperature);
      for (int i = 0; i < share.length; i++) {
        share[i] *= inverse;
      }
      double sum = 0;
      for (int i = 0; i < pairs; i++) {
        int own = i * pairs + i;
        float logit = share[own];
        sum += Softmax.row(share, i * pairs, (i + 1) * pairs) - logit;
        share[own] -= 1f;
      }
      residual.put(share, 0, share.length);
      return (float) (sum / pairs);
    }

    @Override
    public void gradient(float weight, float[] oneGradient, float[] otherGradient) {
      float scale = (float) (weight / (pairs * temperature)) * (bothWays ? 0.5f : 1f);
      multiply(forth, other, 0f);
      if (bothWays) {
        multiplyTransposed(back, other, 1f);
      }
      one.give(gradient, scale, oneGradient);
      multiplyTransposed(forth, one, 0f);
      if (bothWays) {
        multiply(back, one, 1f);
      }
      other.give(gradient, scale, otherGradient);
    }

    private void multiply(Matrix residual, UnitRows rows, float beta) {
      Matrix.multiply(residual, 0, rows.matrix(), 0, gradient, 0, pairs, size, pairs, beta);
    }

    private void multiplyTransposed(Matrix residual, UnitRows rows, float beta) {
      Matrix.multiplyTransposedA(
          residual, 0, rows.matrix(), 0, gradient, 0, pairs, size, pairs, beta);
    }
  }
}
