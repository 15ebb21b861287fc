package io.thalweg.streams.cli.bench.core;

import java.util.SplittableRandom;

/** Mean squared error of the embeddings to random targets; no head. */
final class SquaredErrorLoss implements Loss {
  private final float[] target;
  private final float[] slope;

  SquaredErrorLoss(int floats) {
    target = Values.gaussian(floats, 2);
    slope = new float[floats];
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {}

  @Override
  public float[] gradient(float[] parameters, int offset, float[] embeddings, float[] gradient) {
    float twice = 2f / slope.length;
    for (int i = 0; i < slope.length; i++) {
      slope[i] = twice * (embeddings[i] - target[i]);
    }
    return slope;
  }
}
