package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.Matrix;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Softmax cross-entropy over a large vocabulary, whose sum over all ids is estimated from a few.
 *
 * <p>A prediction row is a vector {@code h [width]}, not logits; the objective's own parameters are
 * a vector per id and a bias per id, {@code [vocabulary, width] + [vocabulary]}, so that {@code x_k
 * = w_k h + b_k}. A target row is the id, NaN where there is nothing to predict.
 *
 * <p>Per score, {@code samples} negatives are drawn with replacement from the {@link Proposal},
 * shared by all rows, by {@link Pass#draw}:
 *
 * <pre>{@code
 * loss = log( exp(x_y) + sum_{j drawn, j != y} exp(x_j - log(samples q_j)) ) - x_y     [nats]
 * }</pre>
 *
 * <p>The correction makes the sum an unbiased estimate of that over the whole vocabulary; negatives
 * that are the target itself are left out. The loss is low by the convexity of the logarithm, less
 * with every sample. We follow Bengio and Senecal, who leave {@code x_y} as it is, where TensorFlow
 * corrects it, too.
 *
 * <p>Time: {@code rows * samples * width} multiplications, as matrix products; the gradient is
 * written for the whole vocabulary, which is zero but for the rows used. Deterministic given the
 * random source.
 *
 * <p>Sources: Bengio and Senecal 2008, "Adaptive importance sampling"; Jean, Cho, Memisevic and
 * Bengio 2015 (arXiv 1412.2007).
 */
public final class SampledSoftmax implements Objective {
  private final int width;
  private final int samples;
  private final Proposal proposal;

  /**
   * @param width floats of a prediction row, at least 1
   * @param samples negatives per score, at least 1
   * @param proposal where they come from, over the whole vocabulary
   */
  public SampledSoftmax(int width, int samples, Proposal proposal) {
    this.width = Sizes.positive("width", width);
    this.samples = Sizes.positive("samples", samples);
    this.proposal = proposal;
  }

  @Override
  public int targetSize() {
    return 1;
  }

  @Override
  public OptionalInt vocabulary() {
    return OptionalInt.of(proposal.vocabulary());
  }

  @Override
  public int predictionSize() {
    return width;
  }

  @Override
  public int parameterCount() {
    return Math.multiplyExact(proposal.vocabulary(), width + 1);
  }

  /** Vectors of variance 1 / width, biases of zero. */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    int vectors = proposal.vocabulary() * width;
    double spread = 1 / Math.sqrt(width);
    for (int i = 0; i < vectors; i++) {
      parameters[offset + i] = (float) (spread * random.nextGaussian());
    }
    java.util.Arrays.fill(parameters, offset + vectors, offset + parameterCount(), 0f);
  }

  @Override
  public Pass newPass(int rows) {
    return new Rows(rows);
  }

  private final class Rows implements Pass {
    private final int rows;
    private final int biases;
    private final int[] ids;
    private final int[] negatives;
    private final float[] correction;
    private final float[] hidden;
    private final float[] drawn; // [samples, width]: vectors, then their gradient
    private final float[] share; // [rows, samples]: logits, then probabilities
    private final float[] own; // [rows]: probability of the target
    private final Matrix nativeHidden;
    private final Matrix nativeDrawn;
    private final Matrix nativeShare;
    private final Matrix nativeGradient;

    Rows(int rows) {
      this.rows = rows;
      biases = proposal.vocabulary() * width;
      ids = new int[rows];
      negatives = new int[samples];
      correction = new float[samples];
      hidden = new float[rows * width];
      drawn = new float[samples * width];
      share = new float[rows * samples];
      own = new float[rows];
      nativeHidden = new Matrix((long) rows * width);
      nativeDrawn = new Matrix((long) samples * width);
      nativeShare = new Matrix((long) rows * samples);
      nativeGradient = new Matrix((long) samples * width);
    }

    @Override
    public void draw(SplittableRandom random) {
      for (int j = 0; j < samples; j++) {
        negatives[j] = proposal.draw(random);
        correction[j] = (float) (Math.log(samples) + proposal.logProbability(negatives[j]));
      }
    }

    @Override
    public void score(
        float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
      System.arraycopy(prediction, 0, hidden, 0, hidden.length);
      for (int j = 0; j < samples; j++) {
        System.arraycopy(parameters, offset + negatives[j] * width, drawn, j * width, width);
      }
      nativeHidden.put(hidden, 0, hidden.length);
      nativeDrawn.put(drawn, 0, drawn.length);
      Matrix.multiplyTransposedB(
          nativeHidden, 0, nativeDrawn, 0, nativeShare, 0, rows, samples, width, 0f);
      nativeShare.get(share, 0, share.length);
      for (int row = 0; row < rows; row++) {
        ids[row] = Sizes.id(target[row], proposal.vocabulary());
        rowLoss[row] = ids[row] < 0 ? absent(row) : scoreRow(parameters, offset, row);
      }
    }

    private float absent(int row) {
      java.util.Arrays.fill(share, row * samples, (row + 1) * samples, 0f);
      own[row] = 1f; // nothing to gain
      return 0f;
    }

    private float scoreRow(float[] parameters, int offset, int row) {
      int id = ids[row];
      float logit =
          OutputVectors.dot(parameters, offset + id * width, hidden, row * width, width)
              + parameters[offset + biases + id];
      float largest = logit;
      int at = row * samples;
      for (int j = 0; j < samples; j++) {
        share[at + j] += parameters[offset + biases + negatives[j]] - correction[j];
        if (negatives[j] != id && share[at + j] > largest) {
          largest = share[at + j];
        }
      }
      for (int j = 0; j < samples; j++) {
        // The minimum is for the target among the negatives, which is taken out below.
        share[at + j] = Math.min(0f, share[at + j] - largest);
      }
      FastMath.expOfNegative(share, at, at + samples);
      float target = FastMath.exp(logit - largest);
      float sum = target;
      for (int j = 0; j < samples; j++) {
        if (negatives[j] == id) {
          share[at + j] = 0f;
        }
        sum += share[at + j];
      }
      float inverse = 1 / sum;
      for (int j = at; j < at + samples; j++) {
        share[j] *= inverse;
      }
      own[row] = target * inverse;
      return largest + FastMath.log(sum) - logit;
    }

    @Override
    public void gradient(
        float[] parameters,
        int offset,
        float[] rowWeight,
        float[] predictionGradient,
        float[] gradient) {
      for (int row = 0; row < rows; row++) {
        for (int i = row * samples; i < (row + 1) * samples; i++) {
          share[i] *= rowWeight[row];
        }
      }
      java.util.Arrays.fill(gradient, offset, offset + biases + proposal.vocabulary(), 0f);
      nativeShare.put(share, 0, share.length);
      negativesGradient(offset, gradient);
      Matrix.multiply(nativeShare, 0, nativeDrawn, 0, nativeHidden, 0, rows, width, samples, 0f);
      nativeHidden.get(predictionGradient, 0, rows * width);
      for (int row = 0; row < rows; row++) {
        if (ids[row] >= 0) {
          float pull = rowWeight[row] * (own[row] - 1);
          int vector = ids[row] * width;
          OutputVectors.add(
              pull, parameters, offset + vector, predictionGradient, row * width, width);
          OutputVectors.add(pull, hidden, row * width, gradient, offset + vector, width);
          gradient[offset + biases + ids[row]] += pull;
        }
      }
    }

    /** {@code share^T hidden}, added to the vectors drawn: one may be drawn more than once. */
    private void negativesGradient(int offset, float[] gradient) {
      // The hidden vectors are still in native memory; the drawn ones must stay there.
      Matrix.multiplyTransposedA(
          nativeShare, 0, nativeHidden, 0, nativeGradient, 0, samples, width, rows, 0f);
      nativeGradient.get(drawn, 0, drawn.length);
      for (int j = 0; j < samples; j++) {
        OutputVectors.add(1f, drawn, j * width, gradient, offset + negatives[j] * width, width);
      }
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < samples; j++) {
          gradient[offset + biases + negatives[j]] += share[row * samples + j];
        }
      }
    }
  }
}
