package io.thalweg.model.learn;

/**
 * When a version is fit to be published.
 *
 * @param holdOutEvery one segment in this many is held back from learning, for a while, to compare
 *     versions on; at least 2
 * @param holdOutSize segments held back at most; what leaves is learned; at least 1
 * @param tolerance nats per field by which a candidate may be worse than the last version
 * @param leastRank smallest effective rank of the embeddings, at least 1
 * @param leastSpread smallest mean standard deviation of the embedding's dimensions
 * @param sameSpace alignment fit from which on embeddings count as comparable with the parent's
 */
public record GateSettings(
    int holdOutEvery,
    int holdOutSize,
    double tolerance,
    double leastRank,
    double leastSpread,
    double sameSpace) {
  /** Defaults. */
  public static final GateSettings DEFAULT = new GateSettings(16, 32, 0.05, 1.5, 1e-3, 0.8);

  /** Nothing is held back, and so no version published: for who trains and takes the weights. */
  public static final GateSettings EVERYTHING_LEARNED =
      new GateSettings(
          Integer.MAX_VALUE,
          1,
          DEFAULT.tolerance,
          DEFAULT.leastRank,
          DEFAULT.leastSpread,
          DEFAULT.sameSpace);

  /** Checks the ranges. */
  public GateSettings {
    if (holdOutEvery < 2 || holdOutSize < 1) {
      throw new IllegalArgumentException(
          "holdOutEvery must be at least 2 and holdOutSize at least 1, not %d and %d"
              .formatted(holdOutEvery, holdOutSize));
    }
    if (!(tolerance >= 0) || !(leastRank >= 1) || !(leastSpread >= 0)) {
      throw new IllegalArgumentException(
          "tolerance and leastSpread must be at least 0 and leastRank at least 1, not %s, %s, %s"
              .formatted(tolerance, leastSpread, leastRank));
    }
    if (!(sameSpace >= 0 && sameSpace <= 1)) {
      throw new IllegalArgumentException("sameSpace must be in [0, 1], not " + sameSpace);
    }
  }
}
