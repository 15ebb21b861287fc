package io.thalweg.model.evaluate;

import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What line embeddings learned without labels are worth to a linear classifier, by number of
 * labels, beside untrained word vectors and a bag of words.
 *
 * <p>Per seed the lines are divided anew, each class alike; word vectors are learned from the
 * training part and the unlabelled text ({@link TextPreset}), never from the test part; lines are
 * embedded ({@link LineEmbedding}, weighted and plain), and a {@link LinearProbe} is fitted on few
 * labels and on all. The {@link BagOfWords} has the same lines, labels, draws and choice of the
 * ridge.
 *
 * @param set what was classified
 * @param unlabelled sentences beside it
 * @param trainLines of a division
 * @param testLines of a division
 * @param runs one per seed
 * @param curves embeddings, their plain mean, both untrained, and bag of words; draws of all seeds
 *     together
 */
public record TextProbe(
    TextSet set,
    TextPreset preset,
    int unlabelled,
    int trainLines,
    int testLines,
    List<Run> runs,
    List<FewLabels> curves) {
  /** Numbers of labels tried, then all. */
  static final List<Integer> LABELS = List.of(10, 50, 100, 500);

  private static final long DRAWS_SEED = 1;

  /**
   * One division.
   *
   * @param words learned from, of one pass
   * @param vectors words that have one
   * @param bag words that the bag knows
   * @param firstLoss nats per prediction in the first pass
   * @param lastLoss in the last pass
   * @param seconds that learning took
   */
  public record Run(
      long seed,
      long words,
      int vectors,
      int bag,
      double firstLoss,
      double lastLoss,
      double seconds) {}

  /**
   * Learns without labels, and fits classifiers.
   *
   * @param unlabelled sentences to learn from beside the training part, may be none
   * @param testShare in (0, 1)
   * @param seed of the first division
   * @param seeds divisions, at least 1
   * @param draws of labelled rows per number of labels and division, at least 1
   */
  public static TextProbe run(
      TextSet set,
      List<List<String>> unlabelled,
      TextPreset preset,
      double testShare,
      long seed,
      int seeds,
      int draws,
      PictureProbe.Progress progress) {
    List<Run> runs = new ArrayList<>();
    List<List<FewLabels>> curves = new ArrayList<>();
    StratifiedSplit<LabelledLine> split = null;
    for (int i = 0; i < seeds; i++) {
      split = StratifiedSplit.of(set.lines(), LabelledLine::label, testShare, seed + i);
      Division division = new Division(set, split, draws);
      List<List<String>> text =
          Stream.concat(words(split.train()).stream(), unlabelled.stream()).toList();
      long start = System.nanoTime();
      TextPreset.Learned learned = preset.learn(text, seed + i);
      double seconds = (System.nanoTime() - start) / 1e9;
      BagOfWords bag = new BagOfWords(split.train());
      runs.add(run(seed + i, text, learned, bag, seconds));
      curves.add(division.curves(learned, learned.untrained(seed + i), bag));
      progress.at((i + 1.0) / seeds);
    }
    if (split == null) {
      throw new IllegalArgumentException("seeds is %d, allowed is 1 or more".formatted(seeds));
    }
    return new TextProbe(
        set,
        preset,
        unlabelled.size(),
        split.train().size(),
        split.test().size(),
        List.copyOf(runs),
        together(curves));
  }

  /** Curves of the same features in several divisions. */
  private static List<FewLabels> together(List<List<FewLabels>> divisions) {
    return IntStream.range(0, divisions.get(0).size())
        .mapToObj(i -> FewLabels.together(divisions.stream().map(curves -> curves.get(i)).toList()))
        .toList();
  }

  private static Run run(
      long seed,
      List<List<String>> text,
      TextPreset.Learned learned,
      BagOfWords bag,
      double seconds) {
    return new Run(
        seed,
        text.stream().mapToLong(List::size).sum(),
        learned.vectors().words().size(),
        bag.size(),
        learned.firstLoss(),
        learned.lastLoss(),
        seconds);
  }

  private static List<List<String>> words(List<LabelledLine> lines) {
    return lines.stream().map(LabelledLine::words).toList();
  }

  /** The lines of one division, and classifiers of them. */
  private record Division(TextSet set, StratifiedSplit<LabelledLine> split, int draws) {

    List<FewLabels> curves(TextPreset.Learned learned, WordVectors untrained, BagOfWords bag) {
      List<List<String>> lines = words(split.train());
      return List.of(
          curve("embeddings", LineEmbedding.smooth(learned.vectors(), learned::share, lines)),
          curve("plain mean", LineEmbedding.mean(learned.vectors())),
          curve("untrained", LineEmbedding.smooth(untrained, learned::share, lines)),
          curve("untrained mean", LineEmbedding.mean(untrained)),
          curve(bag));
    }

    private FewLabels curve(String name, LineEmbedding embedding) {
      FewLabels.Features features =
          new FewLabels.Features(
              embedding.embed(words(split.train())),
              set.labels(split.train()),
              embedding.embed(words(split.test())),
              set.labels(split.test()),
              set.classes().size());
      return FewLabels.of(name, features, counts(), draws, DRAWS_SEED);
    }

    private FewLabels curve(BagOfWords bag) {
      SparseRows train = bag.rows(split.train());
      SparseRows test = bag.rows(split.test());
      int[] labels = set.labels(split.train());
      int classes = set.classes().size();
      return FewLabels.of(
          "bag of words",
          new FewLabels.Classes(labels, set.labels(split.test()), classes),
          rows ->
              LinearProbe.regression(
                      train.pick(rows), FewLabels.pick(labels, rows), classes, DRAWS_SEED)
                  .predict(test),
          counts(),
          draws,
          DRAWS_SEED);
    }

    private int[] counts() {
      return FewLabels.counts(LABELS, split.train().size(), set.classes().size());
    }
  }
}
