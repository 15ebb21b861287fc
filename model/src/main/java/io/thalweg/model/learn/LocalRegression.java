package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Cholesky;
import io.thalweg.model.layer.LocalPrediction;
import io.thalweg.model.layer.LocalShape;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;

/**
 * The weights of a {@link LocalPrediction}, fitted in closed form as the frames go by; the network
 * learns what it leaves over.
 *
 * <p>Per class of values: {@code A = sum w f'f} and {@code B = sum w f'y} over taps f and changes y
 * with exponential forgetting (over {@value #MEMORY_FRAMES} frames: what moves is another thing a
 * minute later), and {@code W = (A + ridge)^-1 B} after every step. It shrinks towards zero, which
 * is "as the last frame". w is the segment's weight in learning.
 *
 * <p>A class's share is {@code g = sum p y / (sum p^2 + doubt)} within [0, 1], p what was predicted
 * of y before it was learned: the factor with which the predictions of late would have erred least.
 * On a scene with nothing to gain it falls to zero, and with it what can be lost to the last frame.
 * A class's variance is the mean square of what the shared prediction left over of late; a frame
 * counts for no more than {@value #TOLERATED} times that, so that a flash does not make the
 * extraordinary expected.
 *
 * <p>Sums over cameras are common: what filters noise and follows motion does so everywhere. Cost:
 * {@code 2 * (9 * order)^2} operations per value, some 11 million for a frame of 64 x 64, and a
 * Cholesky factorisation per class and step. See docs/adr/0007-local-regression.md for what it
 * gains. Not thread-safe.
 */
final class LocalRegression implements ClosedForm {
  private static final double MEMORY_FRAMES = 64;
  private static final double KEEP = Math.exp(-1 / MEMORY_FRAMES);

  /** Of a tap: half a unit squared is 512 grey levels squared. */
  private static final double RIDGE = 0.5;

  /** Predicted change squared that has to come true before predictions are believed, per class. */
  private static final double DOUBT = 0.05;

  /** Values of a class in one frame from which on its mean square is one of a frame. */
  private static final double FULL_COUNT = 64;

  private static final double TOLERATED = 4;
  private static final double COUNT_BEFORE_LIMIT = 8;

  private final LocalShape shape;
  private final int batch;
  private final int positions;
  private final int offset;
  private final LocalPrediction local;

  /** Of the last {@link #subtract}. */
  private final Segment[] segments;

  private final float[] change;
  private final float[] predicted;
  private final Matrix nativeRows;
  private final Matrix nativeSums;
  private final float[] sumsStep;

  /** {@code [CLASSES, taps + 1, taps + 1]}: the last column is B. */
  private final double[] sums;

  private final double[] cameTrue;
  private final double[] ventured;
  private final double[] variance;

  /** Frames behind each variance, at most the memory. */
  private final double[] count;

  private final double[] gram;
  private final double[] solution;

  private final double[] newCameTrue = new double[LocalShape.CLASSES];
  private final double[] newVentured = new double[LocalShape.CLASSES];
  private final double[] newLeft = new double[LocalShape.CLASSES];
  private final int[] newCount = new int[LocalShape.CLASSES];

  /**
   * @param shape sizes of the frames
   * @param batch segments per call
   * @param positions predicted frames per segment
   * @param offset where the {@link LocalShape#parameterCount} floats lie in the flat vector
   */
  LocalRegression(LocalShape shape, int batch, int positions, int offset) {
    this.shape = shape;
    this.batch = batch;
    this.positions = positions;
    this.offset = offset;
    local = new LocalPrediction(shape);
    segments = new Segment[batch];
    change = new float[shape.values()];
    predicted = new float[shape.values()];
    int width = local.stride();
    nativeRows = new Matrix((long) shape.values() * width);
    sums = new double[LocalShape.CLASSES * width * width];
    nativeSums = new Matrix(sums.length);
    sumsStep = new float[sums.length];
    cameTrue = new double[LocalShape.CLASSES];
    ventured = new double[LocalShape.CLASSES];
    variance = new double[LocalShape.CLASSES];
    count = new double[LocalShape.CLASSES];
    gram = new double[shape.taps() * shape.taps()];
    solution = new double[shape.taps()];
  }

  @Override
  public void subtract(float[] parameters, Segment[] batchOf, float[] target) {
    System.arraycopy(batchOf, 0, segments, 0, batch);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < positions; t++) {
        take(b, t);
        local.predict(parameters, offset, predicted);
        local.share(parameters, offset, predicted);
        int at = (t * batch + b) * predicted.length;
        for (int i = 0; i < predicted.length; i++) {
          target[at + i] -= predicted[i];
        }
      }
    }
  }

  private void take(int b, int t) {
    Segment segment = segments[b];
    local.take(segment.items(), (segment.context() + t - 1) * shape.values());
  }

  @Override
  public void learn(float[] parameters, int fresh, float[] weights) {
    for (int b = 0; b < fresh; b++) {
      for (int t = 0; t < positions; t++) {
        take(b, t);
        difference(segments[b], t);
        compare(parameters, weights[b]);
        add(weights[b]);
      }
    }
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      write(parameters, k);
    }
  }

  /** How the frame of a position differs from the one before it. */
  private void difference(Segment segment, int t) {
    float[] items = segment.items();
    int at = (segment.context() + t) * shape.values();
    for (int i = 0; i < change.length; i++) {
      change[i] = items[at + i] - items[at - change.length + i];
    }
  }

  /** Test, then train. */
  private void compare(float[] parameters, double weight) {
    local.predict(parameters, offset, predicted);
    Arrays.fill(newCameTrue, 0);
    Arrays.fill(newVentured, 0);
    Arrays.fill(newLeft, 0);
    Arrays.fill(newCount, 0);
    for (int i = 0; i < change.length; i++) {
      float y = change[i];
      if (!Float.isNaN(y)) {
        int k = local.classOf(i);
        float p = predicted[i];
        float left = y - parameters[offset + k * shape.classFloats() + shape.taps()] * p;
        newCameTrue[k] += p * y;
        newVentured[k] += p * p;
        newLeft[k] += left * left;
        newCount[k]++;
      }
    }
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      cameTrue[k] = KEEP * cameTrue[k] + weight * newCameTrue[k];
      ventured[k] = KEEP * ventured[k] + weight * newVentured[k];
      if (newCount[k] > 0) {
        vary(k, newLeft[k] / newCount[k], weight * Math.min(1, newCount[k] / FULL_COUNT));
      }
    }
  }

  private void vary(int k, double square, double weight) {
    double limited =
        count[k] < COUNT_BEFORE_LIMIT ? square : Math.min(square, TOLERATED * variance[k]);
    variance[k] += weight / (count[k] + weight) * (limited - variance[k]);
    count[k] = Math.min(MEMORY_FRAMES, count[k] + weight);
  }

  private void add(double weight) {
    int width = local.stride();
    nativeRows.put(local.rows(change), 0, change.length * width);
    long from = 0;
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      int rows = local.count(k);
      if (rows > 0) {
        long at = (long) k * width * width;
        Matrix.multiplyTransposedA(
            nativeRows, from, nativeRows, from, nativeSums, at, width, width, rows, 0f);
      }
      from += (long) rows * width;
    }
    nativeSums.get(sumsStep, 0, sumsStep.length);
    for (int k = 0; k < LocalShape.CLASSES; k++) {
      // What a class without rows left in the product's place is of an earlier frame.
      double share = local.count(k) > 0 ? weight : 0;
      for (int i = k * width * width; i < (k + 1) * width * width; i++) {
        sums[i] = KEEP * sums[i] + share * sumsStep[i];
      }
    }
  }

  private void write(float[] parameters, int k) {
    int taps = shape.taps();
    int at = offset + k * shape.classFloats();
    double share = cameTrue[k] / (ventured[k] + DOUBT);
    parameters[at + taps] = (float) Math.max(0, Math.min(1, share));
    parameters[at + taps + 1] = (float) variance[k];
    int width = taps + 1;
    int from = k * width * width;
    for (int i = 0; i < taps; i++) {
      System.arraycopy(sums, from + i * width, gram, i * taps, taps);
      gram[i * taps + i] += RIDGE;
      solution[i] = sums[from + i * width + taps];
    }
    if (Cholesky.solve(gram, solution, taps, 1)) {
      for (int i = 0; i < taps; i++) {
        parameters[at + i] = (float) solution[i];
      }
    }
  }

  /** Of frames there is only the identity: their pixels have their places. */
  @Override
  public void adopt(ClosedForm older, FieldMap map, float[] parameters) {
    if (older instanceof LocalRegression local && local.shape.equals(shape)) {
      readFrom(StateReader.of(local::writeTo));
      for (int k = 0; k < LocalShape.CLASSES; k++) {
        write(parameters, k);
      }
    }
  }

  @Override
  public void writeTo(StateWriter out) {
    out.writeDoubles(sums).writeDoubles(cameTrue).writeDoubles(ventured);
    out.writeDoubles(variance).writeDoubles(count);
  }

  @Override
  public void readFrom(StateReader in) {
    in.readDoubles(sums);
    in.readDoubles(cameTrue);
    in.readDoubles(ventured);
    in.readDoubles(variance);
    in.readDoubles(count);
  }
}
