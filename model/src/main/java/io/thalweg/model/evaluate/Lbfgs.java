package io.thalweg.model.evaluate;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with backtracking: minimises a smooth convex function.
 *
 * <p>Source: Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4. Deterministic.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 30;

  /** What is minimised. */
  @FunctionalInterface
  interface Function {
    /**
     * @param x untouched
     * @param gradient written
     * @return the value
     */
    double at(double[] x, double[] gradient);
  }

  /** A step, and the change of the gradient over it. */
  private record Curvature(double[] step, double[] change, double inner) {}

  private Lbfgs() {}

  /**
   * Minimises.
   *
   * @param x the start, then the result
   * @param tolerance largest component of the gradient at the end, as a share of that at the start
   */
  static void minimise(Function function, double[] x, int mostIterations, double tolerance) {
    ArrayDeque<Curvature> memory = new ArrayDeque<>();
    double[] gradient = new double[x.length];
    double value = function.at(x, gradient);
    double enough = tolerance * largest(gradient);
    for (int i = 0; i < mostIterations && largest(gradient) > enough; i++) {
      double[] direction = direction(gradient, memory);
      double slope = dot(direction, gradient);
      double[] next = new double[x.length];
      double[] nextGradient = new double[x.length];
      double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double nextValue = value;
      int halvings = 0;
      do {
        add(x, length, direction, next);
        nextValue = function.at(next, nextGradient);
        length /= 2;
      } while (!(nextValue <= value + SUFFICIENT * 2 * length * slope)
          && ++halvings < MOST_HALVINGS);
      if (halvings == MOST_HALVINGS) {
        return; // rounding: no lower value can be found
      }
      remember(memory, x, next, gradient, nextGradient);
      System.arraycopy(next, 0, x, 0, x.length);
      gradient = nextGradient;
      value = nextValue;
    }
  }

  private static void remember(
      ArrayDeque<Curvature> memory,
      double[] x,
      double[] next,
      double[] gradient,
      double[] nextGradient) {
    double[] step = new double[x.length];
    double[] change = new double[x.length];
    add(next, -1, x, step);
    add(nextGradient, -1, gradient, change);
    double inner = dot(step, change);
    if (inner > 1e-12 * dot(change, change)) {
      memory.addLast(new Curvature(step, change, inner));
      if (memory.size() > MEMORY) {
        memory.removeFirst();
      }
    }
  }

  private static double[] direction(double[] gradient, ArrayDeque<Curvature> memory) {
    double[] q = new double[gradient.length];
    add(q, -1, gradient, q);
    double[] alpha = new double[memory.size()];
    int i = alpha.length;
    for (Iterator<Curvature> each = memory.descendingIterator(); each.hasNext(); ) {
      Curvature c = each.next();
      alpha[--i] = dot(c.step, q) / c.inner;
      add(q, -alpha[i], c.change, q);
    }
    if (!memory.isEmpty()) {
      Curvature last = memory.getLast();
      double scale = last.inner / dot(last.change, last.change);
      for (int j = 0; j < q.length; j++) {
        q[j] *= scale;
      }
    }
    for (Curvature c : memory) {
      add(q, alpha[i++] - dot(c.change, q) / c.inner, c.step, q);
    }
    return q;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] a, double factor, double[] b, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = a[i] + factor * b[i];
    }
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
