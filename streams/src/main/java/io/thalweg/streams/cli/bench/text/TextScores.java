package io.thalweg.streams.cli.bench.text;

import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Softmax;
import io.thalweg.model.learn.LearnerListener;
import io.thalweg.model.text.MixedPrediction;

/** Scores what the learner's network says of each character, alone and mixed with counts. */
final class TextScores implements LearnerListener {
  private final int[] ids;
  private final MixedPrediction mixture;
  private final Bits network;
  private final Bits mixed;
  private final float[] work = new float[TextPreset.VOCABULARY];
  private Spent spent = Spent.NOTHING;

  /**
   * @param ids the text
   * @param order of the counts
   * @param bytes of the counts
   */
  TextScores(int[] ids, int order, long bytes) {
    this.ids = ids;
    mixture = new MixedPrediction(TextPreset.VOCABULARY, order, bytes);
    network = new Bits(ids.length);
    mixed = new Bits(ids.length);
  }

  /** A segment's offset is the place of its last character. */
  @Override
  public void predicted(Segment segment, float[] predictions, int first, int stride) {
    Spent start = Spent.now();
    int from = (int) segment.lastOffset() - segment.length() + 1;
    for (int t = 0; t < segment.length(); t++) {
      score(from + t, predictions, first + t * stride);
    }
    spent = spent.plus(Spent.now().minus(start));
  }

  private void score(int position, float[] logits, int at) {
    int id = ids[position];
    System.arraycopy(logits, at, work, 0, TextPreset.VOCABULARY);
    network.add(position, logits[at + id] - Softmax.row(work, 0, TextPreset.VOCABULARY));
    mixed.add(position, Math.log(mixture.probabilities(ids, position, logits, at)[id]));
    mixture.observe(ids, position);
  }

  Bits.PerCharacter network() {
    return network.perCharacter();
  }

  Bits.PerCharacter mixed() {
    return mixed.perCharacter();
  }

  /** Time spent here rather than in the network. */
  Spent spent() {
    return spent;
  }
}
