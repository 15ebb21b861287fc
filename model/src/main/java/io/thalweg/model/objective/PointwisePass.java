package io.thalweg.model.objective;

/**
 * Rows of a loss that looks at one predicted and one target value at a time: the loss fills whole
 * arrays in long loops, this takes the means over what is present.
 */
abstract class PointwisePass implements Objective.Pass {
  private final int fields;
  private final int[] present;

  /** {@code [rows, fields]}: loss of each value. */
  final float[] loss;

  /** {@code [rows, fields]}: its derivative by the prediction. */
  final float[] slope;

  PointwisePass(int fields, int rows) {
    this.fields = fields;
    present = new int[rows];
    loss = new float[rows * fields];
    slope = new float[rows * fields];
  }

  /**
   * Fills {@link #loss} and {@link #slope}; what stands there for absent targets is overlooked.
   *
   * @param prediction {@code [rows, fields]}
   * @param target {@code [rows, fields]}, NaN where absent
   */
  abstract void losses(float[] prediction, float[] target);

  @Override
  public final void score(
      float[] parameters, int offset, float[] prediction, float[] target, float[] rowLoss) {
    losses(prediction, target);
    for (int row = 0; row < present.length; row++) {
      float sum = 0;
      int count = 0;
      for (int i = row * fields; i < (row + 1) * fields; i++) {
        if (Float.isNaN(target[i])) {
          slope[i] = 0f;
        } else {
          sum += loss[i];
          count++;
        }
      }
      present[row] = count;
      rowLoss[row] = count == 0 ? 0f : sum / count;
    }
  }

  @Override
  public final void gradient(
      float[] parameters,
      int offset,
      float[] rowWeight,
      float[] predictionGradient,
      float[] gradient) {
    for (int row = 0; row < present.length; row++) {
      float weight = rowWeight[row] / Math.max(1, present[row]);
      for (int i = row * fields; i < (row + 1) * fields; i++) {
        predictionGradient[i] = weight * slope[i];
      }
    }
  }
}
