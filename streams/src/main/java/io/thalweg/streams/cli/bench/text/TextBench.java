package io.thalweg.streams.cli.bench.text;

import io.thalweg.model.item.ScalePrior;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.learn.LearnerSettings;
import io.thalweg.model.text.NGramCounts;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One pass over a text, each character foretold before it is learned. */
final class TextBench {
  /** The mixture's. */
  static final int ORDER = 6;

  private static final long COUNT_BYTES = 32L << 20;
  private static final int LEAST_ORDER = 2;

  private final SampleText text;
  private final TextPreset preset;
  private final long seed;
  private final Consumer<String> progress;

  /**
   * @param progress told what is being done
   */
  TextBench(SampleText text, TextPreset preset, long seed, Consumer<String> progress) {
    this.text = text;
    this.preset = preset;
    this.seed = seed;
    this.progress = progress;
  }

  TextReport run() {
    Map<Integer, TextReport.Result> counts = new TreeMap<>();
    for (int order = LEAST_ORDER; order <= ORDER; order++) {
      progress.accept("counts of order %d".formatted(order));
      counts.put(order, counts(order));
    }
    progress.accept("network and mixture");
    LearnerSettings settings = preset.settings(seed);
    TextScores scores = new TextScores(text.ids(), ORDER, COUNT_BYTES);
    Learner learner = new Learner(settings);
    learner.listen(scores);
    Spent start = Spent.now();
    int learned = learn(learner, settings);
    Spent all = Spent.now().minus(start);
    Spent network = all.minus(scores.spent());
    return new TextReport(
        text,
        preset,
        settings.architecture().parameterCount(),
        learner.steps(),
        learned,
        counts,
        new TextReport.Result(
            scores.network(), network.speed(learned), network.processorSpeed(learned)),
        new TextReport.Result(scores.mixed(), all.speed(learned), all.processorSpeed(learned)));
  }

  private TextReport.Result counts(int order) {
    int[] ids = text.ids();
    NGramCounts counts = new NGramCounts(TextPreset.VOCABULARY, order, COUNT_BYTES);
    Bits bits = new Bits(ids.length);
    Spent start = Spent.now();
    for (int i = 0; i < ids.length; i++) {
      bits.add(i, counts.logProbabilities(ids, i)[ids[i]]);
      counts.observe(ids, i);
    }
    Spent spent = Spent.now().minus(start);
    return new TextReport.Result(
        bits.perCharacter(), spent.speed(ids.length), spent.processorSpeed(ids.length));
  }

  /** The text as segments of one entity; what does not fill a segment is left out. */
  private int learn(Learner learner, LearnerSettings settings) {
    SegmentShape shape = settings.segmentShape();
    int end = text.ids().length / shape.length() * shape.length();
    for (int from = 0; from < end; from += shape.length()) {
      learner.fold(segment(from, shape), effect -> {});
    }
    return end;
  }

  private Segment segment(int from, SegmentShape shape) {
    float[] items = new float[shape.items()];
    Arrays.fill(items, Float.NaN); // before the first
    for (int i = Math.max(0, shape.context() - from); i < items.length; i++) {
      items[i] = text.ids()[from - shape.context() + i];
    }
    int last = from + shape.length() - 1;
    return new Segment(
        "text", 0, last, last, shape.length(), shape.context(), shape.length(), items, scales());
  }

  private static ScalePrior scales() {
    return new ScalePrior(new double[1], new double[] {1}, new double[] {1});
  }
}
