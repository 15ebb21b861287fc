package io.thalweg.streams.cli.bench.core;

import java.util.SplittableRandom;

/** What a network of the benchmark learns from, with a head where it needs one. */
interface Loss {

  /** Parameters of the head. */
  int parameterCount();

  /** Writes the head's starting weights. */
  void initialise(float[] parameters, int offset, SplittableRandom random);

  /**
   * Gradient of the loss.
   *
   * @param embeddings {@code [rows, embedding]}
   * @param gradient the head's is overwritten, from {@code offset} on
   * @return gradient of the embeddings, overwritten by the next call
   */
  float[] gradient(float[] parameters, int offset, float[] embeddings, float[] gradient);
}
