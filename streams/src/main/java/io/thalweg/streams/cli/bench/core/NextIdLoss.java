package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.layer.Dense;
import io.thalweg.model.objective.Objective;
import io.thalweg.model.objective.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A linear head over a vocabulary, and the mean cross-entropy of its softmax to random ids. */
final class NextIdLoss implements Loss {
  private final int width;
  private final int vocabulary;
  private final Dense head;
  private final Objective.Pass objective;
  private final float[] target;
  private final float[] rowLoss;
  private final float[] rowWeight;
  private final float[] logitGradient;

  NextIdLoss(int rows, int width, int vocabulary) {
    this.width = width;
    this.vocabulary = vocabulary;
    head = new Dense(rows, width, vocabulary);
    objective = new SoftmaxCrossEntropy(vocabulary).newPass(rows);
    SplittableRandom random = new SplittableRandom(2);
    target = new float[rows];
    for (int row = 0; row < rows; row++) {
      target[row] = random.nextInt(vocabulary);
    }
    rowLoss = new float[rows];
    rowWeight = new float[rows];
    Arrays.fill(rowWeight, 1f / rows);
    logitGradient = new float[rows * vocabulary];
  }

  @Override
  public int parameterCount() {
    return Dense.parameterCount(width, vocabulary);
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    Dense.initialise(parameters, offset, width, vocabulary, 1, random);
  }

  @Override
  public float[] gradient(float[] parameters, int offset, float[] embeddings, float[] gradient) {
    float[] logits = head.forward(parameters, offset, embeddings);
    objective.score(parameters, offset, logits, target, rowLoss);
    objective.gradient(parameters, offset, rowWeight, logitGradient, gradient);
    return head.backward(logitGradient, gradient, offset);
  }
}
