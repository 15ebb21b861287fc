package io.thalweg.model.learn;

import io.thalweg.model.item.Lexicon;
import io.thalweg.model.item.Segment;
import io.thalweg.model.item.SegmentShape;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * What becomes of a segment when it comes to a learner: its shape is checked, and its items become
 * what the network takes, by a {@link Lexicon} that learns from them. Not thread-safe.
 */
final class Intake {
  private final SegmentShape shape;
  private final Lexicon lexicon;

  /** Of an item as it comes. */
  private final int itemSize;

  Intake(LearnerSettings settings) {
    shape = settings.segmentShape();
    lexicon = settings.items().newLexicon();
    itemSize =
        lexicon == Lexicon.NONE
            ? settings.architecture().itemSize()
            : settings.items().itemSize();
  }

  /** The segment as the network takes it, by what was known before; then it is learned from. */
  Segment take(Segment segment) {
    check(segment);
    if (lexicon == Lexicon.NONE) {
      return segment;
    }
    Segment taken = segment.withItems(lexicon.ids(segment.items()));
    lexicon.observe(segment.items(), shape.items() - shape.stride());
    return taken;
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
