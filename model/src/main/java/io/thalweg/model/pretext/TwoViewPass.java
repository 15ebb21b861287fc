package io.thalweg.model.pretext;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.Segment;
import io.thalweg.model.objective.PairObjective;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Forward and backward of {@link TwoView}. Both views go through the encoder at once: sequence b is
 * the first view of segment b, sequence {@code batch + b} the second. Nothing is allocated per
 * call.
 */
final class TwoViewPass implements PairTask.Pass {
  private final int batch;
  private final int length;
  private final int itemSize;
  private final int embeddingSize;
  private final int headOffset;
  private final ViewItems items;
  private final List<Augmentation> augmentations;
  private final Encoder.Pass encoder;
  private final Pool.Pass pool;
  private final Projector.Pass projector;
  private final PairObjective.Pass objective;
  private final View view;

  /** Projected views, {@code [batch, projected]} each, and what comes back. */
  private final float[] one;

  private final float[] other;
  private final float[] oneGradient;
  private final float[] otherGradient;
  private final float[] projectedGradient;
  private final float[] firstEmbeddings;

  TwoViewPass(
      Encoder net,
      Projector head,
      PairObjective loss,
      ViewItems items,
      List<Augmentation> augmentations,
      Pool pooling,
      int batch,
      int length) {
    this.batch = batch;
    this.length = length;
    this.items = items;
    this.augmentations = augmentations;
    itemSize = net.inputSize();
    embeddingSize = net.embeddingSize();
    headOffset = net.parameterCount();
    encoder = net.newPass(2 * batch, length);
    pool = pooling.newPass(length, 2 * batch, embeddingSize);
    projector = head.newPass(2 * batch);
    objective = loss.newPass(batch, head.out());
    view = new View(net.contextLength(), length, itemSize);
    one = new float[batch * head.out()];
    other = new float[one.length];
    oneGradient = new float[one.length];
    otherGradient = new float[one.length];
    projectedGradient = new float[2 * one.length];
    firstEmbeddings = new float[length * batch * embeddingSize];
  }

  @Override
  public double score(float[] parameters, Segment[] segments, SplittableRandom random) {
    for (int sequence = 0; sequence < 2 * batch; sequence++) {
      look(segments[sequence % batch], sequence, random);
    }
    items.finish(encoder.input());
    encoder.forward(parameters, 0);
    float[] pooled = pool.forward(encoder.embeddings());
    float[] projected = projector.forward(parameters, headOffset, pooled);
    System.arraycopy(projected, 0, one, 0, one.length);
    System.arraycopy(projected, one.length, other, 0, one.length);
    return objective.score(one, other);
  }

  private void look(Segment segment, int sequence, SplittableRandom random) {
    items.copy(segment, view);
    for (int i = 0; i < augmentations.size(); i++) {
      augmentations.get(i).apply(view, random);
    }
    for (int t = 0; t < view.context() + length; t++) {
      int to = (t * 2 * batch + sequence) * itemSize;
      System.arraycopy(view.items(), t * itemSize, encoder.input(), to, itemSize);
    }
    for (int t = 0; t < length; t++) {
      pool.show(t, sequence, items.isShown(view, t));
    }
  }

  @Override
  public void gradient(float[] parameters, float weight, float[] gradient) {
    objective.gradient(weight, oneGradient, otherGradient);
    System.arraycopy(oneGradient, 0, projectedGradient, 0, one.length);
    System.arraycopy(otherGradient, 0, projectedGradient, one.length, one.length);
    float[] pooledGradient = projector.backward(projectedGradient, gradient, headOffset);
    encoder.backward(parameters, 0, pool.backward(pooledGradient), gradient);
  }

  @Override
  public float[] embeddings() {
    int floats = batch * embeddingSize;
    for (int t = 0; t < length; t++) {
      System.arraycopy(encoder.embeddings(), 2 * t * floats, firstEmbeddings, t * floats, floats);
    }
    return firstEmbeddings;
  }
}
