package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Segment;
import io.thalweg.model.objective.PairObjective;
import java.util.SplittableRandom;

/**
 * Makes pairs of embeddings that belong together, which a {@link PairObjective} scores among all
 * pairs of a batch: two views of one segment, or a prediction and the future it is of. What lies
 * between embeddings and pairs (projections) is the task's own head, thrown away when serving.
 */
public non-sealed interface PairTask extends PretextTask {

  /** Floats of the head on an encoder. */
  int headSize(Encoder encoder);

  /** Writes the head's starting weights. */
  void initialiseHead(Encoder encoder, float[] parameters, int offset, SplittableRandom random);

  /**
   * Where each of the head's parameters lies in the same head made for other inputs, as {@link
   * Encoder#origins} says it of the encoder's.
   *
   * @param encoder of the new inputs
   * @param inputs {@code [inputSize]}: index of each input among the older ones, below zero where
   *     it is new
   * @param olderInputSize input size of the older encoder
   * @return {@code [headSize]}: indices into the older head's slice, below zero for new weights
   */
  int[] headOrigins(Encoder encoder, int[] inputs, int olderInputSize);

  /**
   * Working memory.
   *
   * @param encoder its weights are the first of the flat vector, the head's follow
   * @param batch segments at a time, at least 2
   * @param length items of a segment, context not counted
   */
  Pass newPass(Encoder encoder, PairObjective objective, int batch, int length);

  /** Scores a batch, then gives the gradient of what was scored. Not thread-safe. */
  interface Pass {

    /**
     * Scores segments without learning from them.
     *
     * @param segments {@code [batch]}, untouched
     * @param random source of every random choice
     * @return mean loss over the batch's pairs, in nats where the objective is a likelihood
     */
    double score(float[] parameters, Segment[] segments, SplittableRandom random);

    /**
     * Gradient of {@code weight * loss} of the last {@link #score}.
     *
     * @param gradient written at the encoder's and the head's parameters
     */
    void gradient(float[] parameters, float weight, float[] gradient);

    /**
     * The encoder's embeddings of the segments last scored, {@code [positions, batch, embedding]}:
     * of the first view, where there are two.
     */
    float[] embeddings();
  }
}
