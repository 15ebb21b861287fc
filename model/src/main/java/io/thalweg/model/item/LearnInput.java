package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/** What a learner folds, in order: segments to learn from, and boundaries to decide at. */
public sealed interface LearnInput permits Segment, Boundary {

  /** Appends the input with a tag that says which it is. */
  void writeTo(StateWriter out);

  /** Reads what {@link #writeTo} wrote. */
  static LearnInput readFrom(StateReader in) {
    int tag = in.readByte();
    return switch (tag) {
      case Segment.TAG -> Segment.readBody(in);
      case Boundary.TAG -> Boundary.readBody(in);
      default -> throw new IllegalStateException("unknown learn input " + tag);
    };
  }
}
