package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Skip-gram's logistic loss: tell the id that came from a few that were drawn.
 *
 * <p>A prediction row is a vector {@code h [width]}; the objective's own parameters are an output
 * vector per id, {@code [vocabulary, width]}. A target row is the ids that came, one or several,
 * NaN where there is nothing to predict. {@link Pass#draw} draws {@code negatives} ids per row from
 * the {@link Proposal}; one that is the target is skipped, as in word2vec. The loss of a row is the
 * mean over its targets {@code y} of
 *
 * <pre>{@code
 * loss = log(1 + exp(-w_y h)) + sum_j log(1 + exp(w_j h))     [nats, of 1 + negatives decisions]
 * dloss/d(w h) = sigmoid(w h) - (1 for y, 0 for a negative)
 * }</pre>
 *
 * <p>All targets of a row are told from the same negatives, where word2vec draws some for each: the
 * loss expected is the same, and its time {@code targets + negatives} instead of {@code targets (1
 * + negatives)} products. What it loses is variety: that of a row's negatives only, since every row
 * draws its own (Ji et al. share them among a whole batch, at no loss of quality).
 *
 * <p>At its best {@code w_k h} is the pointwise mutual information less {@code log(negatives)}.
 * Time: {@code (targets + negatives) * width} multiplications per row; the gradient is written for
 * the whole vocabulary, which is zero but for the vectors used. Deterministic given the random
 * source.
 *
 * <p>Sources: Mikolov et al. 2013 (arXiv 1310.4546); Levy and Goldberg 2014; Ji et al. 2016 (arXiv
 * 1604.04661).
 */
public final class NegativeSampling implements Objective {
  private final int targets;
  private final int width;
  private final int negatives;
  private final Proposal proposal;

  /**
   * One target per row.
   *
   * @param width floats of a prediction row, at least 1
   * @param negatives drawn per row, at least 1
   * @param proposal where they come from, over the whole vocabulary
   */
  public NegativeSampling(int width, int negatives, Proposal proposal) {
    this(1, width, negatives, proposal);
  }

  /**
   * @param targets ids of one target row at most, at least 1
   * @param width floats of a prediction row, at least 1
   * @param negatives drawn per row, at least 1
   * @param proposal where they come from, over the whole vocabulary
   */
  public NegativeSampling(int targets, int width, int negatives, Proposal proposal) {
    this.targets = Sizes.positive("targets", targets);
    this.width = Sizes.positive("width", width);
    this.negatives = Sizes.positive("negatives", negatives);
    this.proposal = proposal;
  }

  @Override
  public int targetSize() {
    return targets;
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
    return Math.multiplyExact(proposal.vocabulary(), width);
  }

  /**
   * Uniform in {@code +-1 / (2 width)}: so little that every decision still costs a coin, {@code
   * log 2}. Not zero, as word2vec's are, since a {@code Head} may predict zero at first: then
   * neither would ever move the other.
   */
  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int i = offset; i < offset + parameterCount(); i++) {
      parameters[i] = (float) ((random.nextDouble() - 0.5) / width);
    }
  }

  @Override
  public Pass newPass(int rows) {
    return new Rows(rows);
  }

  private final class Rows implements Pass {
    private final int rows;

    /** Decisions of one row: its targets, then its negatives. */
    private final int decisions;

    /** {@code [rows, decisions]}, -1 for what is left out. */
    private final int[] ids;

    private final int[] drawn;

    /** Gradient of a row's loss by its products, {@code [rows, decisions]}. */
    private final float[] slope;

    private final float[] hidden;

    Rows(int rows) {
      this.rows = rows;
      decisions = targets + negatives;
      ids = new int[rows * decisions];
      drawn = new int[rows * negatives];
      slope = new float[rows * decisions];
      hidden = new float[rows * width];
    }

    @Override
    public void draw(SplittableRandom random) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = proposal.draw(random);
      }
    }

    @Override
    public void score(
        float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
      System.arraycopy(prediction, 0, hidden, 0, hidden.length);
      for (int row = 0; row < rows; row++) {
        int present = readTargets(row, target);
        float loss = 0;
        for (int j = 0; j < decisions; j++) {
          float weight = j < targets ? 1f / present : takeNegative(row, j - targets, present);
          if (ids[row * decisions + j] >= 0) {
            loss += weight * decide(parameters, offset, row, j, weight);
          }
        }
        rowLoss[row] = loss;
      }
    }

    /** How many there are. */
    private int readTargets(int row, float[] target) {
      int present = 0;
      for (int i = 0; i < targets; i++) {
        int id = Sizes.id(target[row * targets + i], proposal.vocabulary());
        ids[row * decisions + i] = id;
        present += id < 0 ? 0 : 1;
      }
      return present;
    }

    /** The share of the targets it is told from: those that it is not itself. */
    private float takeNegative(int row, int j, int present) {
      int negative = drawn[row * negatives + j];
      int at = row * decisions;
      int others = present;
      for (int i = at; i < at + targets; i++) {
        others -= ids[i] == negative ? 1 : 0;
      }
      ids[at + targets + j] = others == 0 ? -1 : negative;
      return (float) others / present;
    }

    /** Costs of one decision, unweighted. */
    private float decide(float[] parameters, int offset, int row, int j, float weight) {
      int at = row * decisions + j;
      int vector = offset + ids[at] * width;
      float x = OutputVectors.dot(parameters, vector, hidden, row * width, width);
      boolean came = j < targets;
      slope[at] = weight * (FastMath.sigmoid(x) - (came ? 1f : 0f));
      return BinaryCrossEntropy.softplus(came ? -x : x);
    }

    @Override
    public void gradient(
        float[] parameters,
        int offset,
        float[] rowWeight,
        float[] predictionGradient,
        float[] gradient) {
      Arrays.fill(gradient, offset, offset + parameterCount(), 0f);
      Arrays.fill(predictionGradient, 0, rows * width, 0f);
      for (int row = 0; row < rows; row++) {
        for (int j = row * decisions; j < (row + 1) * decisions; j++) {
          if (ids[j] >= 0) {
            float pull = rowWeight[row] * slope[j];
            int vector = offset + ids[j] * width;
            OutputVectors.add(pull, parameters, vector, predictionGradient, row * width, width);
            OutputVectors.add(pull, hidden, row * width, gradient, vector, width);
          }
        }
      }
    }
  }
}
