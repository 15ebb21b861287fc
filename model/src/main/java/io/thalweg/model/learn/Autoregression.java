package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Cholesky;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.snapshot.FieldMigration;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * A vector autoregression fitted in closed form as the stream goes by; the network learns what it
 * leaves over, field by field as far as it is better than no change.
 *
 * <p>Levels of the next item are predicted linearly from those of the last {@code order} items:
 * {@code u = x W}, x {@code [order * fields + 1]} newest lag first, then 1. The sufficient
 * statistics {@code A = sum x'x} and {@code B = sum x'u} are kept with exponential forgetting, and
 * {@code W = (A + ridge)^-1 (B + ridge E)} is solved anew after every tenth more segments, at the
 * latest after {@value #SOLVE_EVERY}. Gradient steps need thousands of segments for what this has
 * after a hundred: on SMD machine-1-2 they alone reach .88 of persistence's squared error in one
 * pass (see docs/adr/0002-linear-path.md).
 *
 * <p>E has ones where a field meets its own newest lag: W shrinks towards "as the last item".
 *
 * <p>It is the best linear predictor in squared error, which for a field that mostly stands still
 * and sometimes jumps is not the most likely value: there it predicts a little of the next jump at
 * every step. So each field has a share {@code g = 1 / (1 + (e_ar / e_last)^8)}, where the e are
 * recent prequential Huber losses of regression and "as the last reading", and the network's target
 * is the change less {@code g} times the predicted one. The mean forecast uses the regression in
 * full.
 *
 * <p>Missing lags are zero, the mean; a missing target is replaced by its own prediction, so it
 * pulls nowhere. Levels are clamped to what a normaliser gives: an absurd one, once in the sums,
 * would spoil them for {@value #MEMORY_ROWS} rows, an infinite one for ever. Cost: {@code 2 (order
 * * fields)^2} operations per row, and a Cholesky factorisation of that size per solution. Not
 * thread-safe.
 *
 * <p>Source: exponentially forgetting recursive least squares, Ljung and Soederstroem 1983, in
 * block form.
 */
final class Autoregression implements ClosedForm {
  private static final int SOLVE_EVERY = 256;
  private static final double MEMORY_ROWS = 50_000;
  private static final double RIDGE = 2;
  private static final double RECENT_SEGMENTS = 256;
  private static final double SHARPNESS = 8;

  /** Of what is known from before a field came. */
  private static final int ROWS_PER_LAG = 64;

  /** Huber loss that "as the last reading" is ahead with at the start: about a segment's. */
  private static final double DOUBT = 4;

  private final int fields;
  private final int order;
  private final int width;
  private final int batch;
  private final int positions;
  private final int offset;

  /** {@code [batch, order + positions - 1, fields]}: the lags' levels, newest first. */
  private final float[] past;

  private final float[] lags;
  private final float[] level;
  private final float[] predicted;

  /** One segment's level scales in its change scales. */
  private final float[] unit;

  /** Predicted change, in change scales. */
  private final float[] change;

  /** Real change, in change scales, NaN where absent. */
  private final float[] observed;

  private final float[] scaledLags;
  private final float[] scaledLevel;
  private final Matrix nativeLags;
  private final Matrix nativeWeights;
  private final Matrix nativeLevel;
  private final Matrix nativeGram;
  private final Matrix nativeCross;
  private final float[] gramStep;
  private final float[] crossStep;

  /** {@code [width, width]} and {@code [width, fields]}, as what a solution makes of them. */
  private final double[] gram;

  private final double[] cross;
  private final double[] gramScratch;
  private final double[] solution;
  private final double[] regressionLoss;
  private final double[] lastLoss;

  /** Of the segments being learned. */
  private final float[] newRegressionLoss;

  private final float[] newLastLoss;
  private long segments;
  private long solveAt = 2;

  /**
   * @param fields values per item
   * @param order past items used, at least 1
   * @param batch segments per call
   * @param positions predicted items per segment
   * @param offset where the weights {@code [order * fields + 1, fields]} and the shares {@code
   *     [fields]} lie in the flat vector
   */
  Autoregression(int fields, int order, int batch, int positions, int offset) {
    this.fields = fields;
    this.order = order;
    this.batch = batch;
    this.positions = positions;
    this.offset = offset;
    width = order * fields + 1;
    int rows = batch * positions;
    past = new float[batch * (order + positions - 1) * fields];
    lags = new float[rows * width];
    level = new float[rows * fields];
    predicted = new float[rows * fields];
    scaledLags = new float[rows * width];
    scaledLevel = new float[rows * fields];
    nativeLags = new Matrix((long) rows * width);
    nativeWeights = new Matrix((long) width * fields);
    nativeLevel = new Matrix((long) rows * fields);
    nativeGram = new Matrix((long) width * width);
    nativeCross = new Matrix((long) width * fields);
    gramStep = new float[width * width];
    crossStep = new float[width * fields];
    unit = new float[fields];
    change = new float[rows * fields];
    observed = new float[rows * fields];
    regressionLoss = new double[fields];
    lastLoss = new double[fields];
    newRegressionLoss = new float[fields];
    newLastLoss = new float[fields];
    // A regression on a handful of rows interpolates them: it has to earn its share.
    java.util.Arrays.fill(regressionLoss, 2 * DOUBT);
    java.util.Arrays.fill(lastLoss, DOUBT);
    gram = new double[width * width];
    cross = new double[width * fields];
    gramScratch = new double[gram.length];
    solution = new double[cross.length];
  }

  /** Targets are changes in change scales. */
  @Override
  public void subtract(float[] parameters, Segment[] segments, float[] target) {
    gather(segments);
    int rows = batch * positions;
    nativeLags.put(lags, 0, rows * width);
    nativeWeights.put(parameters, offset, width * fields);
    Matrix.multiply(nativeLags, 0, nativeWeights, 0, nativeLevel, 0, rows, fields, width, 0f);
    nativeLevel.get(predicted, 0, rows * fields);
    System.arraycopy(target, 0, observed, 0, target.length);
    for (int b = 0; b < batch; b++) {
      measure(segments[b]);
      for (int t = 0; t < positions; t++) {
        subtractRow(t * batch + b, parameters, target);
      }
    }
  }

  /** Fills lags and levels, row {@code t * batch + b} for position t of segment b. */
  private void gather(Segment[] segments) {
    int span = (order + positions - 1) * fields;
    for (int b = 0; b < batch; b++) {
      copyLevels(segments[b], b, b * span);
    }
    PresentValues.fill(past, past.length, Normaliser.WIDEST_LEVEL);
    PresentValues.clamp(level, level.length, Normaliser.WIDEST_LEVEL);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < positions; t++) {
        // Newest first, the lags of a position are neighbours.
        int newest = b * span + (positions - 1 - t) * fields;
        int row = (t * batch + b) * width;
        System.arraycopy(past, newest, lags, row, order * fields);
        lags[row + width - 1] = 1f;
      }
    }
  }

  private void copyLevels(Segment segment, int b, int to) {
    float[] items = segment.items();
    int itemSize = 2 * fields;
    int end = segment.context() + positions;
    for (int t = 0; t < positions; t++) {
      int item = segment.context() + t;
      System.arraycopy(items, item * itemSize, level, (t * batch + b) * fields, fields);
    }
    for (int back = 0; back < order + positions - 1; back++) {
      int item = end - 2 - back;
      System.arraycopy(items, item * itemSize, past, to + back * fields, fields);
    }
  }

  private void measure(Segment segment) {
    double[] scale = segment.scales().scale();
    double[] changeScale = segment.scales().changeScale();
    for (int f = 0; f < fields; f++) {
      // Scales move slowly: those at the segment's end stand for all its items.
      unit[f] = (float) (scale[f] / changeScale[f]);
    }
  }

  private void subtractRow(int row, float[] parameters, float[] target) {
    int shares = offset + width * fields;
    int at = row * fields;
    int newest = row * width;
    for (int f = 0; f < fields; f++) {
      float linear = (predicted[at + f] - lags[newest + f]) * unit[f];
      change[at + f] = linear;
      target[at + f] -= parameters[shares + f] * linear;
    }
  }

  @Override
  public void learn(float[] parameters, int fresh, float[] weights) {
    int rows = fresh * positions;
    gatherFresh(fresh, weights);
    Matrix.multiplyTransposedA(nativeLags, 0, nativeLags, 0, nativeGram, 0, width, width, rows, 0f);
    Matrix.multiplyTransposedA(
        nativeLags, 0, nativeLevel, 0, nativeCross, 0, width, fields, rows, 0f);
    nativeGram.get(gramStep, 0, gramStep.length);
    nativeCross.get(crossStep, 0, crossStep.length);
    double keep = Math.exp(-rows / MEMORY_ROWS);
    decayAndAdd(gram, gramStep, keep);
    decayAndAdd(cross, crossStep, keep);
    segments += fresh;
    compare(fresh);
    share(parameters);
    if (segments >= solveAt) {
      solve(parameters);
      solveAt = segments + Math.max(1, Math.min(SOLVE_EVERY, segments / 10));
    }
  }

  /** Puts lags and levels of the fresh segments, times the roots of their weights. */
  private void gatherFresh(int fresh, float[] weights) {
    int rows = fresh * positions;
    if (fresh == batch && allOne(weights)) {
      // The usual case where steps are few: the lags are there from the prediction.
      System.arraycopy(level, 0, scaledLevel, 0, level.length);
      for (int i = 0; i < scaledLevel.length; i++) {
        if (Float.isNaN(scaledLevel[i])) {
          scaledLevel[i] = predicted[i];
        }
      }
    } else {
      int to = 0;
      for (int b = 0; b < fresh; b++) {
        float root = (float) Math.sqrt(weights[b]);
        for (int t = 0; t < positions; t++) {
          scaleRow((t * batch + b), to++, root);
        }
      }
      nativeLags.put(scaledLags, 0, rows * width);
    }
    nativeLevel.put(scaledLevel, 0, rows * fields);
  }

  private static boolean allOne(float[] weights) {
    for (float weight : weights) {
      if (weight != 1f) {
        return false;
      }
    }
    return true;
  }

  /** Prequential losses of the regression and of no change, per field. */
  private void compare(int fresh) {
    java.util.Arrays.fill(newRegressionLoss, 0f);
    java.util.Arrays.fill(newLastLoss, 0f);
    for (int t = 0; t < positions; t++) {
      for (int b = 0; b < fresh; b++) {
        compareRow((t * batch + b) * fields);
      }
    }
    double keep = Math.exp(-fresh / RECENT_SEGMENTS);
    for (int f = 0; f < fields; f++) {
      regressionLoss[f] = keep * regressionLoss[f] + newRegressionLoss[f];
      lastLoss[f] = keep * lastLoss[f] + newLastLoss[f];
    }
  }

  private void compareRow(int at) {
    for (int f = 0; f < fields; f++) {
      float y = observed[at + f];
      float left = y - change[at + f];
      if (!Float.isNaN(left)) {
        newRegressionLoss[f] += Progress.huber(clamp(left));
        newLastLoss[f] += Progress.huber(clamp(y));
      }
    }
  }

  /** As the network's targets: how far off a spike is must not outweigh the quiet between. */
  private static float clamp(float value) {
    return value < -Normaliser.CLAMP
        ? -Normaliser.CLAMP
        : value > Normaliser.CLAMP ? Normaliser.CLAMP : value;
  }

  private void share(float[] parameters) {
    int shares = offset + width * fields;
    for (int f = 0; f < fields; f++) {
      // The small terms leave a field that never changes undecided instead of dividing by zero.
      double ratio = (regressionLoss[f] + 1e-9) / (lastLoss[f] + 1e-9);
      parameters[shares + f] = (float) (1 / (1 + Math.pow(ratio, SHARPNESS)));
    }
  }

  private void scaleRow(int row, int to, float root) {
    for (int i = 0; i < width; i++) {
      scaledLags[to * width + i] = lags[row * width + i] * root;
    }
    for (int f = 0; f < fields; f++) {
      float value = level[row * fields + f];
      float known = Float.isNaN(value) ? predicted[row * fields + f] : value;
      scaledLevel[to * fields + f] = known * root;
    }
  }

  private static void decayAndAdd(double[] sum, float[] step, double keep) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = keep * sum[i] + step[i];
    }
  }

  private void solve(float[] parameters) {
    System.arraycopy(gram, 0, gramScratch, 0, gram.length);
    System.arraycopy(cross, 0, solution, 0, cross.length);
    for (int i = 0; i < width; i++) {
      gramScratch[i * width + i] += RIDGE;
      if (i < fields) {
        // Shrinks towards "as the last item", the baseline, not towards zero.
        solution[i * fields + i] += RIDGE;
      }
    }
    if (!Cholesky.solve(gramScratch, solution, width, fields)) {
      return;
    }
    for (int i = 0; i < solution.length; i++) {
      parameters[offset + i] = (float) solution[i];
    }
  }

  /**
   * Takes over the sums of the fields both have, and solves them anew: they know at once what
   * predicts best without the fields that are gone.
   *
   * <p>To the sums a new field was zero, its mean, so far: that it depends on no other field would
   * be believed for {@value #MEMORY_ROWS} rows. So where there is one, the older sums count for
   * {@value #ROWS_PER_LAG} rows per lag from now on at most. That moves the next solutions of known
   * fields by no more than the ridge, which then counts for more, and the noise of a shorter
   * memory: {@code 1 / (4 * 64)} of the squared error, at worst.
   */
  @Override
  public void adopt(ClosedForm other, FieldMap map, float[] parameters) {
    if (!(other instanceof Autoregression older)) {
      return;
    }
    int[] from = FieldMigration.autoregressionRows(older.order, order, map);
    int[] columns = map.origins();
    for (int i = 0; i < width; i++) {
      if (from[i] != FieldMap.NEW) {
        take(older.gram, from[i] * older.width, from, gram, i * width);
        take(older.cross, from[i] * older.fields, columns, cross, i * fields);
      }
    }
    map.copy(older.regressionLoss, regressionLoss);
    map.copy(older.lastLoss, lastLoss);
    segments = older.segments;
    solveAt = older.solveAt;
    solve(parameters);
    if (map.hasNew()) {
      forgetDownTo(ROWS_PER_LAG * (double) width);
    }
  }

  private void forgetDownTo(double most) {
    double rows = gram[gram.length - 1];
    if (rows > most) {
      decayAndAdd(gram, new float[width * width], most / rows);
      decayAndAdd(cross, new float[width * fields], most / rows);
      segments = (long) (most / positions);
      solveAt = segments + 1;
    }
  }

  /** One row of sums: column {@code j} is the older row's column {@code from[j]}. */
  private static void take(double[] older, int olderRow, int[] from, double[] sums, int row) {
    for (int j = 0; j < from.length; j++) {
      sums[row + j] = from[j] == FieldMap.NEW ? 0 : older[olderRow + from[j]];
    }
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeLong(segments).writeLong(solveAt).writeDoubles(regressionLoss).writeDoubles(lastLoss);
    out.writeDoubles(gram).writeDoubles(cross);
  }

  @Override
  public void readFrom(StateReader in) {
    segments = in.readLong();
    solveAt = in.readLong();
    in.readDoubles(regressionLoss);
    in.readDoubles(lastLoss);
    in.readDoubles(gram);
    in.readDoubles(cross);
  }
}
