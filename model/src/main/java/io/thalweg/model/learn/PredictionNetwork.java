package io.thalweg.model.learn;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Head;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.objective.Regression;
import io.thalweg.model.pretext.PredictionTask;
import io.thalweg.model.snapshot.Architecture;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The network of a {@link PredictionTask}: a head predicts the target of every position.
 *
 * <p>Rows are time-major: row {@code t * batch + b} is position t of segment b. The loss of a
 * segment is the mean over its positions that have anything to predict, however few a task of masks
 * has left.
 */
final class PredictionNetwork implements Network {
  private final int batch;
  private final int positions;
  private final PredictionTask task;
  private final Encoder.Pass encoder;
  private final Head.Pass head;
  private final Objective.Pass objective;
  private final int headOffset;
  private final int objectiveOffset;
  private final int targetSize;
  private final int predictionSize;
  private final boolean regression;

  private final @Nullable ClosedForm closedForm;
  private final float[] derived;
  private final float[] target;
  private final float[] rowLoss;
  private final float[] rowWeight;
  private final float[] predictionGradient;
  private final double[] segmentLoss;

  /** Positions of each segment last scored that have a target. */
  private final int[] asked;

  private float[] prediction = {};

  PredictionNetwork(Architecture architecture, int batch, int segmentLength) {
    this.batch = batch;
    task = architecture.predictionTask();
    positions = task.positions(segmentLength);
    Encoder network = architecture.newEncoder();
    Objective loss = architecture.newObjective();
    int rows = positions * batch;
    encoder = network.newPass(batch, positions);
    head = architecture.newHead().newPass(rows);
    objective = loss.newPass(rows);
    headOffset = architecture.headOffset();
    objectiveOffset = architecture.objectiveOffset();
    targetSize = loss.targetSize();
    predictionSize = loss.predictionSize();
    regression = loss instanceof Regression;
    closedForm = closedForm(architecture);
    derived = new float[rows * targetSize];
    target = new float[rows * targetSize];
    rowLoss = new float[rows];
    rowWeight = new float[rows];
    predictionGradient = new float[rows * loss.predictionSize()];
    segmentLoss = new double[batch];
    asked = new int[batch];
  }

  private @Nullable ClosedForm closedForm(Architecture architecture) {
    int order = architecture.autoregressionOrder();
    int offset = architecture.closedFormOffset();
    if (order > 0) {
      return new Autoregression(targetSize, order, batch, positions, offset);
    }
    return architecture
        .localShape()
        .map(shape -> new LocalRegression(shape, batch, positions, offset))
        .orElse(null);
  }

  @Override
  public double[] score(float[] parameters, Segment[] segments, SplittableRandom random) {
    task.derive(segments, batch, random, encoder.input(), derived);
    System.arraycopy(derived, 0, target, 0, derived.length);
    if (closedForm != null) {
      closedForm.subtract(parameters, segments, target);
    }
    if (regression) {
      // For learning only: serving scores what really came.
      PresentValues.clamp(derived, derived.length, Normaliser.CLAMP);
      PresentValues.clamp(target, target.length, Normaliser.CLAMP);
    }
    encoder.forward(parameters, 0);
    prediction = head.forward(parameters, headOffset, encoder.embeddings());
    objective.draw(random);
    objective.score(parameters, objectiveOffset, prediction, target, rowLoss);
    for (int b = 0; b < batch; b++) {
      segmentLoss[b] = meanLoss(b);
    }
    return segmentLoss;
  }

  private double meanLoss(int b) {
    asked[b] = 0;
    for (int row = b; row < rowLoss.length; row += batch) {
      asked[b] += hasTarget(row) ? 1 : 0;
    }
    double mean = 0;
    for (int row = b; row < rowLoss.length; row += batch) {
      mean += rowLoss[row] / Math.max(1, asked[b]);
    }
    return mean;
  }

  private boolean hasTarget(int row) {
    for (int i = row * targetSize; i < (row + 1) * targetSize; i++) {
      if (!Float.isNaN(target[i])) {
        return true;
      }
    }
    return false;
  }

  /** The closed form's part of the gradient stays zero. */
  @Override
  public void gradient(float[] parameters, float[] segmentWeight, float[] gradient) {
    for (int t = 0; t < positions; t++) {
      for (int b = 0; b < batch; b++) {
        rowWeight[t * batch + b] = segmentWeight[b] / (Math.max(1, asked[b]) * batch);
      }
    }
    objective.gradient(parameters, objectiveOffset, rowWeight, predictionGradient, gradient);
    float[] embeddingGradient = head.backward(predictionGradient, gradient, headOffset);
    encoder.backward(parameters, 0, embeddingGradient, gradient);
  }

  @Override
  public void learnClosedForm(float[] parameters, int fresh, float[] segmentWeight) {
    if (closedForm != null) {
      closedForm.learn(parameters, fresh, segmentWeight);
    }
  }

  @Override
  public void announce(Announcer announcer, Segment segment, int b) {
    announcer.predicted(segment, prediction, b * predictionSize, batch * predictionSize);
  }

  @Override
  public int positions() {
    return positions;
  }

  int targetSize() {
    return targetSize;
  }

  /** Floats of one prediction. */
  int predictionSize() {
    return predictionSize;
  }

  /**
   * Whether a prediction begins with the value expected next, in target units, and a target of zero
   * is "as the last reading".
   */
  boolean comparesWithPersistence() {
    return regression && task.predictsAhead();
  }

  @Override
  public float[] embeddings() {
    return encoder.embeddings();
  }

  /**
   * What the network was to predict in the last batch, {@code [positions, batch, targetSize]}, NaN
   * where absent: the task's targets less what the closed form predicts of them.
   */
  float[] targets() {
    return target;
  }

  /**
   * The task's own targets in the last batch, same shape: what the baseline of no change leaves.
   */
  float[] taskTargets() {
    return derived;
  }

  @Override
  public void adopt(Network older, FieldMap fields, float[] parameters) {
    if (closedForm != null
        && older instanceof PredictionNetwork prediction
        && prediction.closedForm != null) {
      closedForm.adopt(prediction.closedForm, fields, parameters);
    }
  }

  @Override
  public void writeTo(StateWriter out) {
    if (closedForm != null) {
      closedForm.writeTo(out);
    }
  }

  @Override
  public void readFrom(StateReader in) {
    if (closedForm != null) {
      closedForm.readFrom(in);
    }
  }

  /** Predictions last made, {@code [positions, batch, predictionSize]}. */
  float[] predictions() {
    return prediction;
  }
}
