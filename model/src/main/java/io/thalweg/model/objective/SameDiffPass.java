package io.thalweg.model.objective;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of {@link SameDiffObjective}: one graph, built once, run on the arrays of each batch. */
final class SameDiffPass implements Objective.Pass {
  private static final String PREDICTION = "prediction";
  private static final String TARGET = "target";
  private static final String PRESENT = "present";
  private static final String WEIGHT = "weight";

  private final int rows;
  private final int fields;
  private final SameDiff graph = SameDiff.create();
  private final String losses;
  private final INDArray prediction;
  private final INDArray target;
  private final INDArray present;
  private final INDArray weight;
  private final Map<String, INDArray> placeholders;

  /** {@code [rows, fields]}: target with zero where absent, its mask, the weight of each value. */
  private final float[] known;

  private final float[] mask;
  private final float[] weights;
  private final int[] count;

  SameDiffPass(int rows, int fields, int predictionSize, SameDiffLoss loss) {
    this.rows = rows;
    this.fields = fields;
    target = Nd4j.create(DataType.FLOAT, rows, fields);
    present = Nd4j.create(DataType.FLOAT, rows, fields);
    weight = Nd4j.create(DataType.FLOAT, rows, fields);
    placeholders = Map.of(TARGET, target, PRESENT, present, WEIGHT, weight);
    known = new float[rows * fields];
    mask = new float[rows * fields];
    weights = new float[rows * fields];
    count = new int[rows];
    // A variable and not a placeholder: SameDiff differentiates by what could be trained only.
    SDVariable in = graph.var(PREDICTION, Nd4j.create(DataType.FLOAT, rows, predictionSize));
    prediction = in.getArr();
    SDVariable wanted = graph.placeHolder(TARGET, DataType.FLOAT, rows, fields);
    SDVariable there = graph.placeHolder(PRESENT, DataType.FLOAT, rows, fields);
    SDVariable counts = graph.placeHolder(WEIGHT, DataType.FLOAT, rows, fields);
    SDVariable values = loss.define(graph, in, wanted, there);
    losses = values.name();
    SDVariable total = graph.sum(values.mul(counts));
    graph.setLossVariables(total);
  }

  @Override
  public void score(
      float[] parameters, int offset, float[] predictions, float[] targets, float[] rowLoss) {
    for (int i = 0; i < known.length; i++) {
      boolean there = !Float.isNaN(targets[i]);
      known[i] = there ? targets[i] : 0f;
      mask[i] = there ? 1f : 0f;
    }
    put(predictions, prediction);
    put(known, target);
    put(mask, present);
    float[] values = run(graph.outputSingle(placeholders, losses));
    if (values.length != known.length) {
      throw new IllegalStateException(
          "the loss has %d values where there are %d targets [%d, %d]"
              .formatted(values.length, known.length, rows, fields));
    }
    for (int row = 0; row < rows; row++) {
      float sum = 0;
      count[row] = 0;
      for (int i = row * fields; i < (row + 1) * fields; i++) {
        if (mask[i] > 0) {
          sum += values[i];
          count[row]++;
        }
      }
      rowLoss[row] = count[row] == 0 ? 0f : sum / count[row];
    }
  }

  @Override
  public void gradient(
      float[] parameters,
      int offset,
      float[] rowWeight,
      float[] predictionGradient,
      float[] gradient) {
    for (int row = 0; row < rows; row++) {
      float share = rowWeight[row] / Math.max(1, count[row]);
      for (int i = row * fields; i < (row + 1) * fields; i++) {
        weights[i] = share * mask[i];
      }
    }
    put(weights, weight);
    Map<String, INDArray> slopes = graph.calculateGradients(placeholders, List.of(PREDICTION));
    float[] slope = run(Objects.requireNonNull(slopes.get(PREDICTION)));
    System.arraycopy(slope, 0, predictionGradient, 0, slope.length);
  }

  private static void put(float[] from, INDArray to) {
    ((FloatPointer) to.data().pointer()).position(0).put(from, 0, (int) to.length());
  }

  private static float[] run(INDArray result) {
    float[] values = result.ravel().toFloatVector();
    if (result.closeable()) {
      result.close();
    }
    return values;
  }
}
