package io.thalweg.model.objective;

import io.thalweg.model.layer.FastMath;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Skip-gram's logistic loss: tell the id that came from a few that were drawn.
 *
 * <p>A prediction row is a vector {@code h [width]}; the objective's own parameters are an output
 * vector per id, {@code [vocabulary, width]}. A target row is the id that came, NaN where there is
 * nothing to predict. {@link Pass#draw} draws {@code negatives} ids per row from the {@link
 * Proposal}; one that is the target is skipped, as in word2vec.
 *
 * <pre>{@code
 * loss = log(1 + exp(-w_y h)) + sum_j log(1 + exp(w_j h))     [nats, of 1 + negatives decisions]
 * dloss/d(w h) = sigmoid(w h) - (1 for y, 0 for a negative)
 * }</pre>
 *
 * <p>At its best {@code w_k h} is the pointwise mutual information less {@code log(negatives)}.
 * Time: {@code (1 + negatives) * width} multiplications per row; the gradient is written for the
 * whole vocabulary, which is zero but for the vectors used. Output vectors start at zero.
 * Deterministic given the random source.
 *
 * <p>Sources: Mikolov et al. 2013 (arXiv 1310.4546); Levy and Goldberg 2014.
 */
public final class NegativeSampling implements Objective {
  private final int width;
  private final int negatives;
  private final Proposal proposal;

  /**
   * @param width floats of a prediction row, at least 1
   * @param negatives drawn per row, at least 1
   * @param proposal where they come from, over the whole vocabulary
   */
  public NegativeSampling(int width, int negatives, Proposal proposal) {
    this.width = Sizes.positive("width", width);
    this.negatives = Sizes.positive("negatives", negatives);
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
    return Math.multiplyExact(proposal.vocabulary(), width);
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    java.util.Arrays.fill(parameters, offset, offset + parameterCount(), 0f);
  }

  @Override
  public Pass newPass(int rows) {
    return new Rows(rows);
  }

  private final class Rows implements Pass {
    private final int rows;

    /** Per row the target, then the negatives; -1 for what is left out. */
    private final int[] ids;

    private final int[] drawn;
    private final float[] slope;
    private final float[] hidden;

    Rows(int rows) {
      this.rows = rows;
      ids = new int[rows * (1 + negatives)];
      drawn = new int[rows * negatives];
      slope = new float[rows * (1 + negatives)];
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
        int at = row * (1 + negatives);
        int id = Sizes.id(target[row], proposal.vocabulary());
        ids[at] = id;
        for (int j = 0; j < negatives; j++) {
          int negative = drawn[row * negatives + j];
          ids[at + 1 + j] = id < 0 || negative == id ? -1 : negative;
        }
        rowLoss[row] = scoreRow(parameters, offset, row, at);
      }
    }

    private float scoreRow(float[] parameters, int offset, int row, int at) {
      float loss = 0;
      for (int j = 0; j <= negatives; j++) {
        int id = ids[at + j];
        if (id >= 0) {
          float x = OutputVectors.dot(parameters, offset + id * width, hidden, row * width, width);
          loss += BinaryCrossEntropy.softplus(j == 0 ? -x : x);
          slope[at + j] = FastMath.sigmoid(x) - (j == 0 ? 1f : 0f);
        }
      }
      return loss;
    }

    @Override
    public void gradient(
        float[] parameters,
        int offset,
        float[] rowWeight,
        float[] predictionGradient,
        float[] gradient) {
      java.util.Arrays.fill(gradient, offset, offset + parameterCount(), 0f);
      java.util.Arrays.fill(predictionGradient, 0, rows * width, 0f);
      for (int row = 0; row < rows; row++) {
        int at = row * (1 + negatives);
        for (int j = at; j <= at + negatives; j++) {
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
