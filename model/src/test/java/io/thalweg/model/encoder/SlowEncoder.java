package io.thalweg.model.encoder;

/** One sequence through a network in double precision, written for being obviously right. */
public interface SlowEncoder {

  /**
   * @param parameters in the encoder's order
   * @param items {@code [context + length][input]}
   * @return {@code [length][embedding]}
   */
  double[][] encode(double[] parameters, double[][] items);
}
