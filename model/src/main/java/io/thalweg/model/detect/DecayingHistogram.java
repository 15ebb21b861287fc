package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A quantile sketch of non-negative numbers that forgets: 256 bins, 32 to an octave, over a window
 * of eight octaves that follows the data.
 *
 * <p><b>Bins.</b> As DDSketch (Masson, Rim, Lee 2019) with a linearly interpolated logarithm: a bin
 * is an exponent and the first five mantissa bits of a double, so finding it costs a shift, its
 * edges are exact doubles and its relative width is at most 1/32 (a quantile inside the window is
 * off by at most 1.6 %). Bin numbers are absolute; moving the window copies counts and collapses
 * what falls off either end into the outermost bin. The lowest bin reaches down to 0, the highest
 * up to infinity; of the highest the mean is kept.
 *
 * <p><b>Decay.</b> Forward decay (Cormode, Shkapenyuk, Srivastava, Xu 2009): a new observation
 * weighs more than the last by a constant factor, and when the weight has doubled everything is
 * halved. Weights are integers of 1/1024 event, so sums are exact in any order: survival is exactly
 * monotone and a restored sketch goes on bit for bit.
 *
 * <p>1,056 bytes of state; {@link #add} is a few nanoseconds, {@link #weightFrom} at most some
 * tens.
 */
final class DecayingHistogram {
  static final int BINS = 256;
  static final int BYTES = BINS * Integer.BYTES + 2 * Integer.BYTES + 3 * Double.BYTES;

  private static final int SHIFT = 52 - 5; // 5 mantissa bits: 32 bins an octave
  private static final double UNIT = 1024;
  private static final int FIRST_SLOT = 128;
  private static final int HIGHEST_INCLUDED = 192;
  // Less than 1/4096 nat is zero for every purpose.
  private static final int LOWEST_BASE = binOf(0x1p-12);
  // And no event has 16 million: a window that chased infinity would take long to come back.
  private static final int HIGHEST_BASE = binOf(0x1p16);

  private static final double LARGEST = 16;

  private final int[] weights = new int[BINS];
  private int total;
  private int base;
  private double unit = UNIT;
  private double growth = 1;
  private double topSum; // sum of weight * value in the highest bin

  /** Sets the number of events after which an observation counts half. Until then nothing fades. */
  void halfLife(double events) {
    growth = StrictMath.pow(2, 1 / events);
  }

  /** Adds x at a share in [0, 1] of a full observation; time passes by one event either way. */
  void add(double x, double share) {
    if (total == 0) {
      base = clampBase(binOf(x) - FIRST_SLOT);
    }
    int weight = (int) (unit * share);
    int slot = slotOf(x);
    weights[slot] += weight;
    total += weight;
    if (slot == BINS - 1) {
      topSum += weight * Math.min(x, LARGEST * lowerEdge(BINS)); // infinity has no mean
    }
    unit *= growth;
    if (unit >= 2 * UNIT) {
      unit *= 0.5;
      halve();
    }
  }

  /** Halves the weight of everything seen so far. */
  void halve() {
    int sum = 0;
    for (int i = 0; i < BINS; i++) {
      weights[i] >>= 1;
      sum += weights[i];
    }
    total = sum;
    topSum *= 0.5;
  }

  void clear() {
    Arrays.fill(weights, 0);
    total = 0;
    topSum = 0;
    unit = UNIT;
    growth = 1;
  }

  int slotOf(double x) {
    return Math.max(0, Math.min(BINS - 1, binOf(x) - base));
  }

  /** Lower edge of a slot; that of slot {@code BINS} is the window's upper end. */
  double lowerEdge(int slot) {
    return slot == 0 ? 0 : Double.longBitsToDouble((long) (base + slot) << SHIFT);
  }

  /** Where the weight of a slot lies on average. */
  double centre(int slot) {
    if (slot == BINS - 1 && weights[slot] > 0) {
      return Math.max(topSum / weights[slot], lowerEdge(slot));
    }
    return 0.5 * (lowerEdge(slot) + lowerEdge(slot + 1));
  }

  int weight(int slot) {
    return weights[slot];
  }

  /** Weight in this slot and all above it. */
  int weightFrom(int slot) {
    int sum = 0;
    for (int i = slot; i < BINS; i++) {
      sum += weights[i];
    }
    return sum;
  }

  int total() {
    return total;
  }

  /** Weight of one observation made now. */
  double unit() {
    return unit;
  }

  /** Moves the window up, if need be, until x lies below its two topmost octaves. */
  void include(double x) {
    int slot = Math.min(binOf(x), HIGHEST_BASE + BINS) - base;
    if (total > 0 && slot > HIGHEST_INCLUDED) {
      move(slot, HIGHEST_INCLUDED);
    }
  }

  /** Moves the window so that what is in {@code slot} comes to lie in {@code target}. */
  void move(int slot, int target) {
    int shift = clampBase(base + slot - target) - base;
    if (shift > 0) {
      moveUp(Math.min(shift, BINS - 1));
    } else if (shift < 0) {
      moveDown(Math.min(-shift, BINS - 1));
    }
  }

  private void moveUp(int shift) {
    int collapsed = 0;
    for (int i = 0; i < shift; i++) {
      collapsed += weights[i];
    }
    System.arraycopy(weights, shift, weights, 0, BINS - shift);
    Arrays.fill(weights, BINS - shift, BINS, 0);
    weights[0] += collapsed;
    topSum = 0;
    base += shift;
  }

  private void moveDown(int shift) {
    int collapsed = 0;
    double sum = 0;
    for (int i = BINS - shift; i < BINS; i++) {
      collapsed += weights[i];
      sum += weights[i] * centre(i);
    }
    int top = BINS - 1 - shift;
    sum += weights[top] * centre(top);
    System.arraycopy(weights, 0, weights, shift, BINS - shift);
    Arrays.fill(weights, 0, shift, 0);
    weights[BINS - 1] += collapsed;
    topSum = sum;
    base -= shift;
  }

  void writeTo(ByteBuffer out) {
    for (int weight : weights) {
      out.putInt(weight);
    }
    out.putInt(total).putInt(base).putDouble(unit).putDouble(growth).putDouble(topSum);
  }

  void readFrom(ByteBuffer in) {
    for (int i = 0; i < BINS; i++) {
      weights[i] = in.getInt();
    }
    total = in.getInt();
    base = in.getInt();
    unit = in.getDouble();
    growth = in.getDouble();
    topSum = in.getDouble();
  }

  private static int clampBase(int wanted) {
    return Math.max(LOWEST_BASE, Math.min(HIGHEST_BASE, wanted));
  }

  private static int binOf(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> SHIFT);
  }
}
