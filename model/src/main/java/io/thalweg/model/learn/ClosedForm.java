package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;

/**
 * A linear prediction ahead of the network, fitted in closed form from sums over the stream; the
 * network learns what it leaves over. Its weights lie in the flat vector, its sums do not. Not
 * thread-safe.
 */
interface ClosedForm {

  /**
   * Replaces targets by what the prediction leaves over of them.
   *
   * @param target {@code [positions, batch, targets]}, NaN where absent
   */
  void subtract(float[] parameters, Segment[] segments, float[] target);

  /**
   * Learns the first {@code fresh} segments of the last {@link #subtract}, and writes new weights
   * when a solution is due.
   *
   * @param weights {@code [batch]}: how much each segment counts
   */
  void learn(float[] parameters, int fresh, float[] weights);

  /** Takes over the sums of one for other fields. */
  void adopt(ClosedForm older, FieldMap map, float[] parameters);

  /** Appends the sums. */
  void writeTo(StateWriter out);

  /** Replaces the sums. */
  void readFrom(StateReader in);
}
