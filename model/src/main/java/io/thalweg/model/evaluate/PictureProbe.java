package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder trained on unlabelled pictures is worth to a linear classifier, by number of
 * labels, beside the same encoder untrained and raw pixels.
 *
 * @param set what was learned from
 * @param preset how
 * @param runs what training was like, one per seed
 * @param curves embeddings, untrained embeddings and pixels
 */
public record PictureProbe(
    PictureSet set, PicturePreset preset, List<Run> runs, List<FewLabels> curves) {
  /** Numbers of labels tried, then all. */
  static final List<Integer> LABELS = List.of(10, 50, 100, 500);

  private static final long DRAWS_SEED = 1;

  /**
   * One encoder's training.
   *
   * @param firstLoss of the first batch
   * @param lastLoss mean over the last pass
   * @param seconds it took
   */
  public record Run(
      long seed, int passes, long steps, double firstLoss, double lastLoss, double seconds) {

    static Run of(long seed, Pretraining learned, double seconds) {
      return new Run(
          seed,
          learned.passes(),
          learned.steps(),
          learned.firstLoss(),
          learned.lastLoss(),
          seconds);
    }
  }

  /** Is told when a seed or the pixels are done. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param share of the work done, in [0, 1]
     */
    void at(double share);
  }

  /**
   * Trains without labels, freezes the encoder, and fits classifiers.
   *
   * @param seed of the first encoder
   * @param seeds encoders trained, at least 1
   * @param draws of labelled rows per number of labels and encoder, at least 1
   */
  public static PictureProbe run(
      PictureSet set, PicturePreset preset, long seed, int seeds, int draws, Progress progress) {
    PictureSegments segments = preset.segments(set.shape());
    List<Run> runs = new ArrayList<>();
    List<FewLabels> trained = new ArrayList<>();
    List<FewLabels> untrained = new ArrayList<>();
    int[] counts = FewLabels.counts(LABELS, set.train().size(), set.classes().size());
    for (int i = 0; i < seeds; i++) {
      long start = System.nanoTime();
      Pretraining learned = preset.learn(segments, set.train(), seed + i);
      double seconds = (System.nanoTime() - start) / 1e9;
      runs.add(Run.of(seed + i, learned, seconds));
      trained.add(curve("embeddings", set, segments, learned, learned.parameters(), counts, draws));
      untrained.add(curve("untrained", set, segments, learned, learned.untrained(), counts, draws));
      progress.at((i + 1.0) / (seeds + 1));
    }
    FewLabels pixels =
        FewLabels.of(
            "pixels",
            features(set, segments.rows(set.train()), segments.rows(set.test())),
            counts,
            draws,
            DRAWS_SEED);
    progress.at(1);
    return new PictureProbe(
        set,
        preset,
        List.copyOf(runs),
        List.of(FewLabels.together(trained), FewLabels.together(untrained), pixels));
  }

  private static FewLabels curve(
      String name,
      PictureSet set,
      PictureSegments segments,
      Pretraining learned,
      float[] parameters,
      int[] counts,
      int draws) {
    PictureEmbedding embedding = new PictureEmbedding(learned.architecture(), parameters, segments);
    return FewLabels.of(
        name,
        features(set, embedding.embed(set.train()), embedding.embed(set.test())),
        counts,
        draws,
        DRAWS_SEED);
  }

  private static FewLabels.Features features(PictureSet set, float[] train, float[] test) {
    return new FewLabels.Features(
        train, set.labels(set.train()), test, set.labels(set.test()), set.classes().size());
  }
}
