package io.thalweg.model.learn;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.pretext.PretextTask;
import io.thalweg.model.snapshot.Architecture;
import java.util.SplittableRandom;

/**
 * Encoder, head and objective wired together for batches of one size, with all their working
 * memory. Scores a batch, then optionally gives the gradient of what was scored.
 *
 * <p>Rows are time-major: row {@code t * batch + b} is position t of segment b. Nothing is
 * allocated per call. Not thread-safe.
 */
final class Network {
  private final int batch;
  private final int positions;
  private final PretextTask task;
  private final Encoder.Pass encoder;
  private final Dense head;
  private final Objective.Pass objective;
  private final int headOffset;
  private final int objectiveOffset;
  private final int targetSize;

  private final float[] target;
  private final float[] rowLoss;
  private final float[] rowWeight;
  private final float[] predictionGradient;
  private final double[] segmentLoss;
  private float[] prediction = {};

  Network(Architecture architecture, int batch, int segmentLength) {
    this.batch = batch;
    task = architecture.newTask();
    positions = task.positions(segmentLength);
    Encoder network = architecture.newEncoder();
    Objective loss = architecture.newObjective();
    int rows = positions * batch;
    encoder = network.newPass(batch, positions);
    head = new Dense(rows, network.embeddingSize(), loss.predictionSize());
    objective = loss.newPass(rows);
    headOffset = architecture.headOffset();
    objectiveOffset = architecture.objectiveOffset();
    targetSize = loss.targetSize();
    target = new float[rows * targetSize];
    rowLoss = new float[rows];
    rowWeight = new float[rows];
    predictionGradient = new float[rows * loss.predictionSize()];
    segmentLoss = new double[batch];
  }

  /**
   * Scores segments without learning from them.
   *
   * @param segments {@code [batch]}
   * @return mean loss of each segment in nats per field, {@code [batch]}; overwritten by the next
   *     call
   */
  double[] score(float[] parameters, Segment[] segments, SplittableRandom random) {
    task.derive(segments, batch, random, encoder.input(), target);
    encoder.forward(parameters, 0);
    prediction = head.forward(parameters, headOffset, encoder.embeddings());
    objective.score(parameters, objectiveOffset, prediction, target, rowLoss);
    java.util.Arrays.fill(segmentLoss, 0);
    for (int t = 0; t < positions; t++) {
      for (int b = 0; b < batch; b++) {
        segmentLoss[b] += rowLoss[t * batch + b] / positions;
      }
    }
    return segmentLoss;
  }

  /**
   * Gradient of the weighted mean loss of the segments last scored.
   *
   * @param segmentWeight {@code [batch]}
   * @param gradient written, one float per parameter
   */
  void gradient(float[] parameters, float[] segmentWeight, float[] gradient) {
    for (int t = 0; t < positions; t++) {
      for (int b = 0; b < batch; b++) {
        rowWeight[t * batch + b] = segmentWeight[b] / (positions * batch);
      }
    }
    objective.gradient(parameters, objectiveOffset, rowWeight, predictionGradient, gradient);
    float[] embeddingGradient = head.backward(predictionGradient, gradient, headOffset);
    encoder.backward(parameters, 0, embeddingGradient, gradient);
  }

  int positions() {
    return positions;
  }

  int targetSize() {
    return targetSize;
  }

  /** Embeddings last scored, {@code [positions, batch, embedding]}. */
  float[] embeddings() {
    return encoder.embeddings();
  }

  /** Targets last scored, {@code [positions, batch, targetSize]}, NaN where absent. */
  float[] targets() {
    return target;
  }

  /** Predictions last made, {@code [positions, batch, predictionSize]}. */
  float[] predictions() {
    return prediction;
  }
}
