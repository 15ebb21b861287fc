package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * Pseudo-random numbers whose state is one long, so that it can be part of a checkpoint; {@link
 * java.util.SplittableRandom} keeps its own to itself. Source: Steele, Lea and Flood 2014.
 */
final class SplitMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final float UNIT_24 = 0x1p-24f;
  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long next() {
    state += GOLDEN;
    return finished(state);
  }

  /** A hash of 64 bits: what {@link #next} makes of a state. */
  static long mixed(long bits) {
    return finished(bits + GOLDEN);
  }

  private static long finished(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Uniform in {@code [0, bound)}: the upper 32 bits, scaled (a bias of less than 2^-11 at 2^21).
   */
  int below(int bound) {
    return scaled(next(), bound);
  }

  /** Uniform in [0, 1). */
  float unit() {
    return lowUnit(next());
  }

  /** Number below {@code bound} in the upper half of 64 bits. */
  static int scaled(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }

  /** Number in [0, 1) in the lowest 24 of 64 bits: independent of the upper half. */
  static float lowUnit(long bits) {
    return (bits & 0xffffff) * UNIT_24;
  }

  void writeTo(StateWriter out) {
    out.writeLong(state);
  }

  void readFrom(StateReader in) {
    state = in.readLong();
  }
}
