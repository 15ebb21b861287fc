package io.thalweg.model.learn;

import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Segment;
import io.thalweg.model.pretext.PairTask;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;

/**
 * Encoder, head and objective wired together for batches of one size, with all their working
 * memory. Scores a batch, then optionally gives the gradient of what was scored. Nothing is
 * allocated per call. Not thread-safe.
 */
interface Network {

  /** The network of an architecture, for batches of {@code batch} segments. */
  static Network of(Architecture architecture, int batch, int segmentLength) {
    return architecture.newTask() instanceof PairTask
        ? new PairNetwork(architecture, batch, segmentLength)
        : new PredictionNetwork(architecture, batch, segmentLength);
  }

  /**
   * Scores segments without learning from them.
   *
   * @param segments {@code [batch]}
   * @return mean loss of each segment, {@code [batch]}; overwritten by the next call
   */
  double[] score(float[] parameters, Segment[] segments, SplittableRandom random);

  /**
   * Gradient of the weighted mean loss of the segments last scored.
   *
   * @param segmentWeight {@code [batch]}
   * @param gradient written, one float per parameter
   */
  void gradient(float[] parameters, float[] segmentWeight, float[] gradient);

  /** Positions of a segment that are embedded. */
  int positions();

  /** Embeddings last scored, {@code [positions, batch, embedding]}. */
  float[] embeddings();

  /** Tells what was predicted of segment {@code b} of the last batch, if anything was. */
  default void announce(Announcer announcer, Segment segment, int b) {}

  /** Lets what is learned in closed form learn the first {@code fresh} segments last scored. */
  default void learnClosedForm(float[] parameters, int fresh, float[] segmentWeight) {}

  /** Takes over what is not in the parameters from a network of other fields. */
  default void adopt(Network older, FieldMap fields, float[] parameters) {}

  /** Appends what is not in the parameters. */
  default void writeTo(StateWriter out) {}

  /** Replaces what is not in the parameters. */
  default void readFrom(StateReader in) {}
}
