package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.objective.PairObjective;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Forward and backward of {@link Cpc}. Rows of a step are {@code [drawn, batch]}: a drawn
 * position's embeddings of all segments are one block of the encoder's time-major output, so
 * gathering is one copy per position. Nothing is allocated per call.
 */
final class CpcPass implements PairTask.Pass {
  private final int batch;
  private final int length;
  private final int steps;
  private final int width;
  private final int itemSize;
  private final int embeddingSize;
  private final int headOffset;
  private final int[] predictionOffset;
  private final Encoder.Pass encoder;
  private final Projector.Pass projector;
  private final Dense[] predictor;

  /** One per step and drawn position: it keeps what its gradient needs. */
  private final PairObjective.Pass[][] objective;

  /** Positions drawn, ascending. */
  private final int[] position;

  /** Embeddings at the drawn positions, {@code [drawn, batch, embedding]}. */
  private final float[] present;

  /** Items ahead of them, {@code [steps, drawn, batch, item]}. */
  private final float[] ahead;

  private final float[] one;
  private final float[] other;
  private final float[] predictedGradient;
  private final float[] projectedGradient;
  private final float[] presentGradient;
  private final float[] embeddingGradient;

  CpcPass(Cpc task, Encoder net, PairObjective loss, int batch, int length) {
    this.batch = batch;
    this.length = length;
    steps = task.steps();
    width = task.width();
    itemSize = net.inputSize();
    embeddingSize = net.embeddingSize();
    headOffset = net.parameterCount();
    position = new int[task.drawn(length)];
    int rows = position.length * batch;
    encoder = net.newPass(batch, length);
    projector = task.projector(net).newPass(steps * rows);
    predictionOffset = new int[steps];
    predictor = new Dense[steps];
    objective = new PairObjective.Pass[steps][position.length];
    for (int k = 0; k < steps; k++) {
      predictionOffset[k] = headOffset + task.predictionOffset(net, k);
      predictor[k] = new Dense(rows, embeddingSize, width);
      Arrays.setAll(objective[k], p -> loss.newPass(batch, width));
    }
    present = new float[rows * embeddingSize];
    ahead = new float[steps * rows * itemSize];
    one = new float[batch * width];
    other = new float[batch * width];
    predictedGradient = new float[rows * width];
    projectedGradient = new float[steps * rows * width];
    presentGradient = new float[rows * embeddingSize];
    embeddingGradient = new float[length * batch * embeddingSize];
  }

  @Override
  public double score(float[] parameters, Segment[] segments, SplittableRandom random) {
    draw(random);
    gather(segments);
    encoder.forward(parameters, 0);
    int block = batch * embeddingSize;
    for (int p = 0; p < position.length; p++) {
      System.arraycopy(encoder.embeddings(), position[p] * block, present, p * block, block);
    }
    float[] projected = projector.forward(parameters, headOffset, ahead);
    double sum = 0;
    for (int k = 0; k < steps; k++) {
      float[] predicted = predictor[k].forward(parameters, predictionOffset[k], present);
      for (int p = 0; p < position.length; p++) {
        System.arraycopy(predicted, p * one.length, one, 0, one.length);
        int future = (k * position.length + p) * one.length;
        System.arraycopy(projected, future, other, 0, one.length);
        sum += objective[k][p].score(one, other);
      }
    }
    return sum / (steps * position.length);
  }

  /** One position out of each of as many equal stretches: all differ. */
  private void draw(SplittableRandom random) {
    for (int p = 0; p < position.length; p++) {
      int from = p * length / position.length;
      int to = (p + 1) * length / position.length;
      position[p] = from + random.nextInt(to - from);
    }
  }

  private void gather(Segment[] segments) {
    float[] input = encoder.input();
    int inputs = input.length / (batch * itemSize);
    for (int b = 0; b < batch; b++) {
      float[] items = segments[b].items();
      // Behind the encoder's last item lie only the steps ahead of it.
      int first = items.length / itemSize - steps - inputs;
      for (int t = 0; t < inputs; t++) {
        copy(items, first + t, input, t * batch + b);
      }
      int embedded = first + inputs - length;
      for (int k = 0; k < steps; k++) {
        for (int p = 0; p < position.length; p++) {
          int row = (k * position.length + p) * batch + b;
          copy(items, embedded + position[p] + k + 1, ahead, row);
        }
      }
    }
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
    PresentValues.fill(ahead, ahead.length, Normaliser.CLAMP);
  }

  private void copy(float[] items, int item, float[] to, int row) {
    System.arraycopy(items, item * itemSize, to, row * itemSize, itemSize);
  }

  @Override
  public void gradient(float[] parameters, float weight, float[] gradient) {
    float each = weight / (steps * position.length);
    Arrays.fill(presentGradient, 0f);
    for (int k = 0; k < steps; k++) {
      for (int p = 0; p < position.length; p++) {
        objective[k][p].gradient(each, one, other);
        System.arraycopy(one, 0, predictedGradient, p * one.length, one.length);
        int future = (k * position.length + p) * one.length;
        System.arraycopy(other, 0, projectedGradient, future, one.length);
      }
      add(predictor[k].backward(predictedGradient, gradient, predictionOffset[k]));
    }
    projector.backward(projectedGradient, gradient, headOffset);
    int block = batch * embeddingSize;
    Arrays.fill(embeddingGradient, 0f);
    for (int p = 0; p < position.length; p++) {
      System.arraycopy(presentGradient, p * block, embeddingGradient, position[p] * block, block);
    }
    encoder.backward(parameters, 0, embeddingGradient, gradient);
  }

  private void add(float[] more) {
    for (int i = 0; i < presentGradient.length; i++) {
      presentGradient[i] += more[i];
    }
  }

  @Override
  public float[] embeddings() {
    return encoder.embeddings();
  }
}
