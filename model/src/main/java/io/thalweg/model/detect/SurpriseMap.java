package io.thalweg.model.detect;

import java.util.ArrayDeque;

/**
 * A frame as a grid of square patches, row by row from the top left; those at the right and the
 * bottom are smaller where the sides do not divide. Immutable, thread-safe.
 */
public final class SurpriseMap {
  /** A patch with this share of the largest surprise belongs to the region around it. */
  private static final double SHARE = 0.5;

  private final int height;
  private final int width;
  private final int side;
  private final int across;
  private final int down;

  /**
   * A part of the frame, in pixels.
   *
   * @param x column of its left edge
   * @param y row of its upper edge
   */
  public record Box(int x, int y, int width, int height) {}

  /**
   * @param height rows of the frame, at least 1
   * @param width pixels of a row, at least 1
   * @param side pixels of a patch's side, at least 1
   */
  public SurpriseMap(int height, int width, int side) {
    if (height < 1 || width < 1 || side < 1) {
      throw new IllegalArgumentException(
          "a frame of %d x %d has no patches of %d".formatted(width, height, side));
    }
    this.height = height;
    this.width = width;
    this.side = side;
    across = (width - 1) / side + 1;
    down = (height - 1) / side + 1;
  }

  /** Patches of a row. */
  public int across() {
    return across;
  }

  /** Patches of the frame. */
  public int patches() {
    return across * down;
  }

  /** Column of a patch's left edge. */
  public int x(int patch) {
    return patch % across * side;
  }

  /** Row of a patch's upper edge. */
  public int y(int patch) {
    return patch / across * side;
  }

  /**
   * The box around the most surprising patch and all that are joined to it, edge to edge, by
   * patches with at least half its surprise. A lone patch elsewhere, of which noise makes some, is
   * no part of it.
   *
   * @param surprise {@code [patches]}, in nats, NaN where there is none; not all NaN
   */
  public Box around(double[] surprise) {
    if (surprise.length != patches()) {
      throw new IllegalArgumentException(
          "%d surprises for %d patches".formatted(surprise.length, patches()));
    }
    int seed = largest(surprise);
    double least = SHARE * surprise[seed];
    boolean[] seen = new boolean[patches()];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(seed);
    seen[seed] = true;
    int left = across;
    int right = -1;
    int top = down;
    int bottom = -1;
    while (!open.isEmpty()) {
      int patch = open.remove();
      int column = patch % across;
      int row = patch / across;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      for (int next : neighbours(column, row)) {
        if (next >= 0 && !seen[next] && surprise[next] >= least) {
          seen[next] = true;
          open.add(next);
        }
      }
    }
    int x = left * side;
    int y = top * side;
    return new Box(
        x, y, Math.min(width, (right + 1) * side) - x, Math.min(height, (bottom + 1) * side) - y);
  }

  private int largest(double[] surprise) {
    int largest = -1;
    for (int p = 0; p < surprise.length; p++) {
      boolean there = !Double.isNaN(surprise[p]);
      if (there && (largest < 0 || surprise[p] > surprise[largest])) {
        largest = p;
      }
    }
    if (largest < 0) {
      throw new IllegalArgumentException("no patch has a surprise");
    }
    return largest;
  }

  /** Below zero: there is none. */
  private int[] neighbours(int column, int row) {
    return new int[] {
      column > 0 ? row * across + column - 1 : -1,
      column + 1 < across ? row * across + column + 1 : -1,
      row > 0 ? (row - 1) * across + column : -1,
      row + 1 < down ? (row + 1) * across + column : -1
    };
  }
}
