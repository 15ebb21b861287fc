package io.thalweg.model.optim;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.function.BiConsumer;

/**
 * Turns a gradient into a change of the parameters. State is a value: {@link #writeTo} and {@link
 * #readFrom} carry it bit for bit through a checkpoint. Not thread-safe.
 */
public interface Optimizer {

  /**
   * One step in place.
   *
   * @param parameters {@code [n]}, updated
   * @param gradient {@code [n]}, untouched
   * @param scale factor on the gradient (from clipping), in (0, 1]
   */
  void step(float[] parameters, float[] gradient, float scale);

  /** Steps taken. */
  long steps();

  /** Learning rate of the next step. */
  double rate();

  /**
   * Goes on from an optimizer of the same kind over other parameters.
   *
   * @param copy carries what is kept per parameter from the older vector to the one it updates,
   *     which is zero where a parameter is new
   */
  void adopt(Optimizer older, BiConsumer<float[], float[]> copy);

  /** Appends the whole state. */
  void writeTo(StateWriter out);

  /** Replaces the whole state by one written by {@link #writeTo}. */
  void readFrom(StateReader in);
}
