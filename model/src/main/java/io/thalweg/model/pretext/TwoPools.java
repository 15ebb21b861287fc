package io.thalweg.model.pretext;

/** Two pools side by side, {@code [rows, 2 * size]}. */
final class TwoPools implements PoolPass {
  private final PoolPass left;
  private final PoolPass right;
  private final int rows;
  private final int size;
  private final float[] both;
  private final float[] half;

  TwoPools(PoolPass left, PoolPass right, int rows, int size) {
    this.left = left;
    this.right = right;
    this.rows = rows;
    this.size = size;
    both = new float[rows * 2 * size];
    half = new float[rows * size];
  }

  @Override
  public void show(int position, int row, boolean is) {
    left.show(position, row, is);
    right.show(position, row, is);
  }

  @Override
  public float[] forward(float[] embeddings) {
    place(left.forward(embeddings), 0);
    place(right.forward(embeddings), size);
    return both;
  }

  private void place(float[] pooled, int at) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(pooled, row * size, both, row * 2 * size + at, size);
    }
  }

  @Override
  public float[] backward(float[] pooledGradient) {
    float[] sum = left.backward(part(pooledGradient, 0));
    float[] more = right.backward(part(pooledGradient, size));
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }

  private float[] part(float[] pooledGradient, int at) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(pooledGradient, row * 2 * size + at, half, row * size, size);
    }
    return half;
  }
}
