package io.thalweg.model.encoder;

/**
 * Serving form of {@link Bag}: a pass of one item, and no state.
 *
 * @param pass of one row
 * @param table {@code [vocabulary, dimension]}
 */
record BagStepper(BagPass pass, float[] table) implements Encoder.Stepper {
  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void reset(float[] state) {}

  @Override
  public void step(float[] state, float[] item, float[] embedding) {
    System.arraycopy(item, 0, pass.input(), 0, item.length);
    pass.forward(table, 0);
    System.arraycopy(pass.embeddings(), 0, embedding, 0, embedding.length);
  }
}
