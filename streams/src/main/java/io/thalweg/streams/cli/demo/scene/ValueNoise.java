package io.thalweg.streams.cli.demo.scene;

/**
 * Smooth random texture of the plane, in [-1, 1]: random values at the points of a lattice, blended
 * between them, and the same again at half the size and half the height, several times over.
 *
 * <p>A pure function of seed and place. About 20 ns per octave. Source: Ebert et al., "Texturing
 * and Modeling: A Procedural Approach", on value noise and fractal sums.
 */
final class ValueNoise {
  private final long seed;
  private final double cell;
  private final int octaves;

  /**
   * @param cell pixels between two points of the coarsest lattice, positive
   * @param octaves lattices, at least 1
   */
  ValueNoise(long seed, double cell, int octaves) {
    this.seed = seed;
    this.cell = cell;
    this.octaves = octaves;
  }

  double at(double x, double y) {
    double sum = 0;
    double heights = 0;
    double height = 1;
    double scale = 1 / cell;
    for (int octave = 0; octave < octaves; octave++) {
      sum += height * lattice(octave, x * scale, y * scale);
      heights += height;
      height /= 2;
      scale *= 2;
    }
    return sum / heights;
  }

  private double lattice(int octave, double x, double y) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double right = eased(x - column);
    double down = eased(y - row);
    double upper = blend(point(octave, column, row), point(octave, column + 1, row), right);
    double lower = blend(point(octave, column, row + 1), point(octave, column + 1, row + 1), right);
    return blend(upper, lower, down);
  }

  private double point(int octave, long column, long row) {
    long mixed = Mix.of(Mix.of(Mix.of(seed + octave) + column) + row);
    return (mixed >> 11) * 0x1p-52;
  }

  private static double blend(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** Flat at both ends, so that no edge of the lattice shows. */
  private static double eased(double share) {
    return share * share * (3 - 2 * share);
  }
}
