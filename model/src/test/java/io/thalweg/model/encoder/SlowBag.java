package io.thalweg.model.encoder;

/** {@link Bag}, one id after the other. */
public record SlowBag(int dimension) implements SlowEncoder {
  @Override
  public double[][] encode(double[] parameters, double[][] items) {
    double[][] embeddings = new double[items.length][dimension];
    for (int t = 0; t < items.length; t++) {
      int present = 0;
      for (double id : items[t]) {
        present += id > 0 ? 1 : 0;
      }
      for (double id : items[t]) {
        for (int i = 0; i < dimension && id > 0; i++) {
          embeddings[t][i] += parameters[(int) id * dimension + i] / present;
        }
      }
    }
    return embeddings;
  }
}
