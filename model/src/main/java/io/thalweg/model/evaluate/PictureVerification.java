package io.thalweg.model.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Same or different, on pictures of people or things the encoder has never seen: all pairs of the
 * test pictures by the likeness of their embeddings, beside the same encoder untrained, the pixels
 * and eigenfaces.
 *
 * <p>Embeddings are centred before cosines are taken: the mean embedding of the training pictures
 * is subtracted, which needs no label. It changes no distance.
 *
 * @param trainPictures learned from, without labels
 * @param testPictures whose pairs are judged
 * @param runs what training was like, one per seed
 * @param trained one row per seed and likeness
 * @param untrained one row per seed and likeness
 * @param pixels one row per likeness
 * @param eigenfaces one row per number of components and likeness
 */
public record PictureVerification(
    int trainPictures,
    int testPictures,
    List<PictureProbe.Run> runs,
    List<Row> trained,
    List<Row> untrained,
    List<Row> pixels,
    List<Row> eigenfaces) {

  /** What is compared, how, and how well that goes. */
  public record Row(String what, Likeness likeness, Verification figures) {}

  /** The row of the lowest equal error rate. */
  public static Optional<Row> best(List<Row> rows) {
    return rows.stream()
        .min(java.util.Comparator.comparingDouble(row -> row.figures.equalErrorRate()));
  }

  /**
   * Trains without labels and judges.
   *
   * @param train pictures of one shape; their labels are not looked at
   * @param test pictures of the same shape
   * @param seed of the first encoder
   * @param seeds encoders trained, at least 1
   */
  public static PictureVerification run(
      List<LabelledPicture> train,
      List<LabelledPicture> test,
      PicturePreset preset,
      long seed,
      int seeds,
      PictureProbe.Progress progress) {
    PictureSegments segments = preset.segments(train.get(0).picture().shape());
    int[] labels = Verification.indices(test.stream().map(LabelledPicture::label).toList());
    List<PictureProbe.Run> runs = new ArrayList<>();
    List<Row> trained = new ArrayList<>();
    List<Row> untrained = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      long start = System.nanoTime();
      Pretraining learned = preset.learn(segments, train, seed + i);
      runs.add(PictureProbe.Run.of(seed + i, learned, (System.nanoTime() - start) / 1e9));
      PictureEmbedding after =
          new PictureEmbedding(learned.architecture(), learned.parameters(), segments);
      PictureEmbedding before =
          new PictureEmbedding(learned.architecture(), learned.untrained(), segments);
      String ofSeed = ", seed " + (seed + i);
      trained.addAll(rows("embeddings" + ofSeed, after.embed(train), after.embed(test), labels));
      untrained.addAll(rows("untrained" + ofSeed, before.embed(train), before.embed(test), labels));
      progress.at((i + 1.0) / (seeds + 1));
    }
    float[] trainPixels = segments.rows(train);
    float[] testPixels = segments.rows(test);
    List<Row> pixels = rows("pixels", trainPixels, testPixels, labels);
    List<Row> eigenfaces = Eigenfaces.of(trainPixels, train.size(), testPixels, labels);
    progress.at(1);
    return new PictureVerification(
        train.size(), test.size(), runs, trained, untrained, pixels, eigenfaces);
  }

  /** By every likeness, after the training rows' mean has been subtracted. */
  private static List<Row> rows(String what, float[] train, float[] test, int[] labels) {
    int size = test.length / labels.length;
    double[] mean = Embeddings.means(train, train.length / size, size);
    float[] centred = new float[test.length];
    IntStream.range(0, test.length).forEach(i -> centred[i] = (float) (test[i] - mean[i % size]));
    return java.util.Arrays.stream(Likeness.values())
        .map(l -> new Row(what, l, Verification.ofPairs(centred, labels, l)))
        .toList();
  }
}
