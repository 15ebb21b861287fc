package io.thalweg.model.text;

import io.thalweg.model.layer.FastMath;
import io.thalweg.model.layer.Softmax;
import io.thalweg.model.layer.Sums;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * One distribution over ids from several experts', which learns whom to believe.
 *
 * <p>Two stages. The <b>product</b> is the experts' geometric mixture, {@code softmax(sum_e w_e log
 * p_e)}, which can be surer than any of them; its weights follow the gradient of the log loss, one
 * set of weights for each situation the caller tells apart. The <b>sum</b> mixes the product and
 * every expert by how well each has foretold so far, so that the product may be wrong without harm:
 *
 * <pre>{@code
 * p = sum_j v_j p_j          v_j <- (1 - s) v_j p_j(y) / p(y) + s / n       s = 1/1000
 * }</pre>
 *
 * <p>Hence a bound, whatever comes: over any T ids the loss is above that of the best of them, used
 * throughout, by at most {@code log n - T log(1 - s)} nats and what rounding adds, n being experts
 * and product; and where the best changes, by {@code log(n / s)} a change (the fixed share of
 * Herbster and Warmuth).
 *
 * <p>Test, then train: {@link #probabilities} first, {@link #observe} then. Memory: three floats
 * per id, one per weight. Cost: three passes over the ids per expert. Deterministic. Not
 * thread-safe.
 *
 * <p>Sources: geometric mixing, Mattern 2012 (DCC) and Mahoney's PAQ, there over bits; fixed share,
 * Herbster and Warmuth 1998.
 */
public final class ExpertMixture {
  /** Share of all belief that is spread anew after each id. */
  static final double SWITCH = 1e-3;

  private final int experts;
  private final int vocabulary;
  private final float rate;

  /** {@code [sets, experts]}. */
  private final float[] weights;

  /** Belief in each expert and, last, in their product; they sum to one. */
  private final double[] belief;

  private final float[] product;
  private final float[] mixed;
  private final float[] expert;
  private float[][] given = {};
  private int set;

  /**
   * @param experts how many, at least 1
   * @param vocabulary number of ids, at least 1
   * @param sets situations with weights of their own, at least 1
   * @param rate step of the weights, in (0, 1); 0.005 is a good one
   */
  public ExpertMixture(int experts, int vocabulary, int sets, double rate) {
    if (experts < 1 || vocabulary < 1 || sets < 1) {
      throw new IllegalArgumentException(
          "experts, vocabulary and sets must be at least 1, not %d, %d and %d"
              .formatted(experts, vocabulary, sets));
    }
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate must be in (0, 1), not " + rate);
    }
    this.experts = experts;
    this.vocabulary = vocabulary;
    this.rate = (float) rate;
    weights = new float[sets * experts];
    Arrays.fill(weights, 1f / experts);
    belief = new double[experts + 1];
    Arrays.fill(belief, 1.0 / belief.length);
    product = new float[vocabulary];
    mixed = new float[vocabulary];
    expert = new float[vocabulary];
  }

  /**
   * The mixture of what the experts say of the next id.
   *
   * @param logProbabilities {@code [experts, vocabulary]}, finite, kept until {@link #observe}
   * @param situation which set of weights, from 0
   * @return {@code [vocabulary]}, valid until the next call
   */
  public float[] probabilities(float[][] logProbabilities, int situation) {
    given = logProbabilities;
    set = situation * experts;
    Arrays.fill(product, 0f);
    for (int e = 0; e < experts; e++) {
      addScaled(given[e], weights[set + e], product);
    }
    Softmax.row(product, 0, vocabulary);
    Arrays.fill(mixed, 0f);
    addScaled(product, (float) belief[experts], mixed);
    for (int e = 0; e < experts; e++) {
      System.arraycopy(given[e], 0, expert, 0, vocabulary);
      FastMath.expOfNegative(expert, 0, vocabulary);
      addScaled(expert, (float) belief[e], mixed);
    }
    return mixed;
  }

  private static void addScaled(float[] from, float scale, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += scale * from[i];
    }
  }

  /** Learns what came of that. */
  public void observe(int id) {
    for (int e = 0; e < experts; e++) {
      belief[e] *= Math.exp(given[e][id]);
      // Before the weights move, of which the product is made.
      weights[set + e] += rate * (given[e][id] - Sums.dot(product, given[e], 0, vocabulary));
    }
    belief[experts] *= product[id];
    double sum = Arrays.stream(belief).sum();
    for (int j = 0; j < belief.length; j++) {
      belief[j] = (1 - SWITCH) * belief[j] / sum + SWITCH / belief.length;
    }
  }

  /** Belief in each expert and, last, in their product. */
  public double[] belief() {
    return belief.clone();
  }

  /** Exponents of the experts in the product, a copy: {@code [sets, experts]}. */
  float[] weights() {
    return weights.clone();
  }

  /** Appends the weights and beliefs. */
  public void writeTo(StateWriter out) {
    out.writeInt(weights.length).writeInt(experts).writeFloats(weights).writeDoubles(belief);
  }

  /**
   * Replaces them by those {@link #writeTo} wrote of an equal one.
   *
   * @throws IllegalStateException when it was not
   */
  public void readFrom(StateReader in) {
    int size = in.readInt();
    int others = in.readInt();
    if (size != weights.length || others != experts) {
      throw new IllegalStateException(
          "mixture of %d experts with %d weights does not fit %d with %d"
              .formatted(others, size, experts, weights.length));
    }
    in.readFloats(weights);
    in.readDoubles(belief);
  }
}
