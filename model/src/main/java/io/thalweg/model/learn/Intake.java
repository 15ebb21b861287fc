package io.thalweg.model.learn;

import io.thalweg.model.item.Lexicon;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What becomes of a segment when it comes to a learner: its shape is checked, and its items become
 * what the network takes, by a {@link Lexicon} that learns from them. Not thread-safe.
 */
final class Intake {
  private final SegmentShape shape;
  private final Lexicon lexicon;

  /** Of an item as it comes. */
  private final int itemSize;

  private final long seed;

  /** Share of a token from which on occurrences are left out; 0: none are. */
  private final double sample;

  Intake(LearnerSettings settings) {
    shape = settings.segmentShape();
    seed = settings.seed();
    lexicon = settings.items().newLexicon();
    itemSize =
        lexicon == Lexicon.NONE ? settings.architecture().itemSize() : settings.items().itemSize();
    sample = settings.architecture().newTask().sample();
  }

  /**
   * The segment as the network takes it, by what was known before; then it is learned from.
   *
   * @param number of the segment, which its random choices depend on
   */
  Segment take(Segment segment, long number) {
    check(segment);
    if (lexicon == Lexicon.NONE) {
      return segment;
    }
    float[] ids = lexicon.ids(segment.items());
    lexicon.observe(segment.items(), shape.items() - shape.stride());
    return segment.withItems(sample > 0 ? thinned(ids, number) : ids);
  }

  /**
   * Leaves out occurrences of frequent tokens, so that a window reaches further and says more: of a
   * token that is a share {@code f} of all, {@code min(1, sqrt(s/f) + s/f)} stay for a sample of
   * {@code s}. Those that stay move together.
   *
   * <p>Source: word2vec.c, which differs a little from Mikolov et al. 2013 (arXiv 1310.4546).
   */
  private float[] thinned(float[] ids, long number) {
    SplittableRandom random = new SplittableRandom(seed ^ ~number);
    float[] kept = new float[ids.length];
    Arrays.fill(kept, Float.NaN);
    int count = 0;
    for (float id : ids) {
      if (!Float.isNaN(id)) {
        double part = sample / lexicon.share((int) id);
        if (random.nextDouble() < Math.sqrt(part) + part) {
          kept[count++] = id;
        }
      }
    }
    return kept;
  }

  private void check(Segment segment) {
    int floats = shape.items() * itemSize;
    if (segment.context() != shape.context()
        || segment.length() != shape.length()
        || segment.items().length != floats) {
      throw new IllegalArgumentException(
          "segment [%d + %d items, %d floats] where [%d + %d items, %d floats] are learned"
              .formatted(
                  segment.context(),
                  segment.length(),
                  segment.items().length,
                  shape.context(),
                  shape.length(),
                  floats));
    }
  }

  /** What a version must take along of it. */
  byte[] lexicon() {
    StateWriter out = new StateWriter(1 << 10);
    lexicon.writeTo(out);
    return out.toByteArray();
  }

  void writeTo(StateWriter out) {
    lexicon.writeTo(out);
  }

  void readFrom(StateReader in) {
    lexicon.readFrom(in);
  }
}
