package io.thalweg.model.encoder;

import java.util.SplittableRandom;

/**
 * What makes a prediction of an embedding: a {@link LinearHead}, unless an encoder has a better one
 * ({@link Encoder#head}). Thrown away when only embeddings are wanted.
 *
 * <p>Like an encoder it is an immutable description, its weights a slice of the flat vector, its
 * working memory a {@link Pass} (learning, many rows) or a {@link Stepper} (serving, one row).
 * Thread-safe; passes and steppers are not.
 */
public interface Head {

  /** Floats in the flat parameter vector. */
  int parameterCount();

  /**
   * Writes starting weights, if it has any; they predict zero whatever the embedding: for tasks
   * whose target is the difference from a baseline, learning can then only improve on it.
   */
  void initialise(float[] parameters, int offset, SplittableRandom random);

  /**
   * Where each parameter lies in the same head made for other outputs, as {@link Encoder#origins}
   * says it of an encoder's.
   *
   * @param outputs index of each output among the older ones, below zero where it is new
   * @param olderOutputs floats of a prediction of the other head
   * @return {@code [parameterCount]}: indices into the older head's slice, below zero for the
   *     weights of new outputs
   */
  int[] origins(int[] outputs, int olderOutputs);

  /** Working memory for {@code rows} embeddings. */
  Pass newPass(int rows);

  /** Working memory for serving with these weights, which are copied. */
  Stepper newStepper(float[] parameters, int offset);

  /** Forward and backward over many rows. Allocates nothing. */
  interface Pass {

    /**
     * Predicts.
     *
     * @param embeddings {@code [rows, embedding]}, untouched
     * @return {@code [rows, outputs]}, overwritten by the next call
     */
    float[] forward(float[] parameters, int offset, float[] embeddings);

    /**
     * Gradients of the last {@link #forward}; its parameters must not have changed since.
     *
     * @param outputGradient {@code [rows, outputs]}, untouched
     * @param gradient overwritten at {@code [offset, offset + parameterCount)}
     * @return gradient of the embeddings, {@code [rows, embedding]}, overwritten by the next call
     */
    float[] backward(float[] outputGradient, float[] gradient, int offset);
  }

  /** One row, for one set of weights. */
  interface Stepper {

    /**
     * Predicts.
     *
     * @param embedding {@code [embedding]}, untouched
     * @param prediction {@code [outputs]}, written
     */
    void predict(float[] embedding, float[] prediction);
  }
}
