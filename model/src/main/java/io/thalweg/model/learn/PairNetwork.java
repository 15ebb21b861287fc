package io.thalweg.model.learn;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Segment;
import io.thalweg.model.pretext.PairTask;
import io.thalweg.model.snapshot.Architecture;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The network of a {@link PairTask}. Its loss is one of the whole batch, and so is every segment's:
 * an improbable segment counts less only together with its batch.
 */
final class PairNetwork implements Network {
  private final int positions;
  private final PairTask.Pass pass;
  private final double[] segmentLoss;

  PairNetwork(Architecture architecture, int batch, int segmentLength) {
    PairTask task = architecture.pairTask();
    Encoder encoder = architecture.newEncoder();
    positions = task.positions(segmentLength);
    pass = task.newPass(encoder, architecture.newPairObjective(), batch, segmentLength);
    segmentLoss = new double[batch];
  }

  @Override
  public double[] score(float[] parameters, Segment[] segments, SplittableRandom random) {
    Arrays.fill(segmentLoss, pass.score(parameters, segments, random));
    return segmentLoss;
  }

  @Override
  public void gradient(float[] parameters, float[] segmentWeight, float[] gradient) {
    float sum = 0;
    for (float weight : segmentWeight) {
      sum += weight;
    }
    pass.gradient(parameters, sum / segmentWeight.length, gradient);
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public float[] embeddings() {
    return pass.embeddings();
  }
}
