package io.thalweg.model.evaluate;

import java.util.List;

/**
 * One set's figures for one seed.
 *
 * @param passes over the unlabelled training series
 * @param steps of the optimizer
 * @param firstLoss of the pretext task's first batch
 * @param lastLoss mean over the last pass
 * @param trained figures of the trained encoder
 * @param untrained figures of the same encoder with its starting weights
 */
public record SeriesProbe(
    int passes, long steps, double firstLoss, double lastLoss, Probe trained, Probe untrained) {
  private static final long FOLDS_SEED = 1;

  /**
   * Trains on the training series without labels, freezes the encoder, and fits classifiers on the
   * training labels.
   *
   * @param seed of the encoder's weights and of every random choice in training
   */
  public static SeriesProbe run(ClassificationSet set, long seed) {
    SeriesItems items = SeriesItems.of(set.train());
    Pretraining learned = Pretraining.of(set.train(), items, seed);
    return new SeriesProbe(
        learned.passes(),
        learned.steps(),
        learned.firstLoss(),
        learned.lastLoss(),
        probe(set, items, learned, learned.parameters()),
        probe(set, items, learned, learned.untrained()));
  }

  private static Probe probe(
      ClassificationSet set, SeriesItems items, Pretraining learned, float[] parameters) {
    SeriesEmbedding embedding = new SeriesEmbedding(learned.architecture(), parameters);
    List<LabelledSeries> train = set.train();
    List<LabelledSeries> test = set.test();
    return Probe.of(
        embedding.embed(train, items),
        set.labels(train),
        embedding.embed(test, items),
        set.labels(test),
        set.classes().size(),
        FOLDS_SEED);
  }
}
