package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Normaliser;
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
final class Autoregression {
  private static final int SOLVE_EVERY = 64;
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

  private final float[] lags;
  private final float[] level;
  private final float[] predicted;

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

  private final double[][] gram;
  private final double[][] cross;
  private final double[] regressionLoss;
  private final double[] lastLoss;
  private final double[][] gramScratch;
  private final double[][] solution;
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
    change = new float[rows * fields];
    observed = new float[rows * fields];
    regressionLoss = new double[fields];
    lastLoss = new double[fields];
    // A regression on a handful of rows interpolates them: it has to earn its share.
    java.util.Arrays.fill(regressionLoss, 2 * DOUBT);
    java.util.Arrays.fill(lastLoss, DOUBT);
    gram = new double[width][width];
    cross = new double[width][fields];
    gramScratch = new double[width][width];
    solution = new double[width][fields];
  }

  /**
   * Replaces targets by what the regression leaves over of them.
   *
   * @param target {@code [positions, batch, fields]}: changes in change scales, NaN where absent;
   *     replaced by residuals in the same unit
   */
  void subtract(float[] parameters, Segment[] segments, float[] target) {
    for (int b = 0; b < batch; b++) {
      gather(segments[b], b);
    }
    int rows = batch * positions;
    nativeLags.put(lags, 0, rows * width);
    nativeWeights.put(parameters, offset, width * fields);
    Matrix.multiply(nativeLags, 0, nativeWeights, 0, nativeLevel, 0, rows, fields, width, 0f);
    nativeLevel.get(predicted, 0, rows * fields);
    System.arraycopy(target, 0, observed, 0, target.length);
    int shares = offset + width * fields;
    for (int b = 0; b < batch; b++) {
      predictChange(segments[b], b);
    }
    for (int row = 0; row < rows; row++) {
      for (int f = 0; f < fields; f++) {
        target[row * fields + f] -= parameters[shares + f] * change[row * fields + f];
      }
    }
  }

  private void gather(Segment segment, int b) {
    float[] items = segment.items();
    int itemSize = 2 * fields;
    for (int t = 0; t < positions; t++) {
      int row = t * batch + b;
      int item = segment.context() + t;
      for (int lag = 1; lag <= order; lag++) {
        int from = (item - lag) * itemSize;
        int to = row * width + (lag - 1) * fields;
        for (int f = 0; f < fields; f++) {
          float value = clamped(items[from + f]);
          lags[to + f] = Float.isNaN(value) ? 0f : value;
        }
      }
      lags[row * width + width - 1] = 1f;
      for (int f = 0; f < fields; f++) {
        level[row * fields + f] = clamped(items[item * itemSize + f]);
      }
    }
  }

  private static float clamped(float value) {
    return Math.max(-Normaliser.WIDEST_LEVEL, Math.min(Normaliser.WIDEST_LEVEL, value));
  }

  private void predictChange(Segment segment, int b) {
    for (int f = 0; f < fields; f++) {
      // Scales move slowly: those at the segment's end stand for all its items.
      float unit = (float) (segment.scales().scale()[f] / segment.scales().changeScale()[f]);
      for (int t = 0; t < positions; t++) {
        int row = t * batch + b;
        change[row * fields + f] = (predicted[row * fields + f] - lags[row * width + f]) * unit;
      }
    }
  }

  /**
   * Learns the first {@code fresh} segments of the last {@link #subtract}, and writes new weights
   * when a solution is due.
   *
   * @param weights {@code [batch]}: how much each segment counts
   */
  void learn(float[] parameters, int fresh, float[] weights) {
    int rows = 0;
    for (int b = 0; b < fresh; b++) {
      float root = (float) Math.sqrt(weights[b]);
      for (int t = 0; t < positions; t++) {
        scaleRow((t * batch + b), rows++, root);
      }
    }
    nativeLags.put(scaledLags, 0, rows * width);
    nativeLevel.put(scaledLevel, 0, rows * fields);
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

  /** Prequential losses of the regression and of no change, per field. */
  private void compare(int fresh) {
    double keep = Math.exp(-fresh / RECENT_SEGMENTS);
    for (int f = 0; f < fields; f++) {
      double regression = 0;
      double last = 0;
      for (int t = 0; t < positions; t++) {
        for (int b = 0; b < fresh; b++) {
          int at = (t * batch + b) * fields + f;
          float y = observed[at];
          float left = y - change[at];
          if (!Float.isNaN(left)) {
            regression += Progress.huber(clamp(left));
            last += Progress.huber(clamp(y));
          }
        }
      }
      regressionLoss[f] = keep * regressionLoss[f] + regression;
      lastLoss[f] = keep * lastLoss[f] + last;
    }
  }

  /** As the network's targets: how far off a spike is must not outweigh the quiet between. */
  private static float clamp(float value) {
    return Math.max(-Normaliser.CLAMP, Math.min(Normaliser.CLAMP, value));
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

  private static void decayAndAdd(double[][] sum, float[] step, double keep) {
    for (int i = 0; i < sum.length; i++) {
      double[] row = sum[i];
      int at = i * row.length;
      for (int j = 0; j < row.length; j++) {
        row[j] = keep * row[j] + step[at + j];
      }
    }
  }

  private void solve(float[] parameters) {
    double[][] a = copy(gram, gramScratch);
    double[][] b = copy(cross, solution);
    for (int i = 0; i < width; i++) {
      a[i][i] += RIDGE;
      if (i < fields) {
        // Shrinks towards "as the last item", the baseline, not towards zero.
        b[i][i] += RIDGE;
      }
    }
    if (!Cholesky.solve(a, b)) {
      return;
    }
    for (int i = 0; i < width; i++) {
      for (int f = 0; f < fields; f++) {
        parameters[offset + i * fields + f] = (float) b[i][f];
      }
    }
  }

  private static double[][] copy(double[][] matrix, double[][] to) {
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, to[i], 0, to[i].length);
    }
    return to;
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
  void adopt(Autoregression older, FieldMap map, float[] parameters) {
    int[] from = FieldMigration.autoregressionRows(older.order, order, map);
    int[] columns = map.origins();
    for (int i = 0; i < width; i++) {
      if (from[i] != FieldMap.NEW) {
        take(older.gram[from[i]], from, gram[i]);
        take(older.cross[from[i]], columns, cross[i]);
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
    double rows = gram[width - 1][width - 1];
    if (rows > most) {
      decayAndAdd(gram, new float[width * width], most / rows);
      decayAndAdd(cross, new float[width * fields], most / rows);
      segments = (long) (most / positions);
      solveAt = segments + 1;
    }
  }

  private static void take(double[] older, int[] from, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] = from[j] == FieldMap.NEW ? 0 : older[from[j]];
    }
  }

  void writeTo(StateWriter out) {
    out.writeLong(segments).writeLong(solveAt).writeDoubles(regressionLoss).writeDoubles(lastLoss);
    for (int i = 0; i < width; i++) {
      out.writeDoubles(gram[i]).writeDoubles(cross[i]);
    }
  }

  void readFrom(StateReader in) {
    segments = in.readLong();
    solveAt = in.readLong();
    in.readDoubles(regressionLoss);
    in.readDoubles(lastLoss);
    for (int i = 0; i < width; i++) {
      in.readDoubles(gram[i]);
      in.readDoubles(cross[i]);
    }
  }
}
