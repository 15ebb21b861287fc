package io.thalweg.model.encoder;

import io.thalweg.model.layer.Attention;
import io.thalweg.model.layer.AttentionMask;
import io.thalweg.model.layer.FeedForward;
import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.Rotary;
import org.jspecify.annotations.Nullable;

/**
 * One block of a {@link Transformer}: {@code x += attention(norm(x)); x += feedForward(norm(x))}.
 * The residual stream lies outside the heap, where the last product of each half adds to it; its
 * gradient lies in the heap, where the norms add to it.
 */
final class TransformerBlock {
  private final TransformerShape shape;
  private final LayerNorm firstNorm;
  private final LayerNorm secondNorm;
  private final Attention attention;
  private final FeedForward feedForward;

  /** What each half was given, {@code [batch, length, width]}. */
  private final Matrix attended;

  private final Matrix fed;

  TransformerBlock(
      TransformerShape shape, int batch, int length, AttentionMask mask, @Nullable Rotary rotary) {
    this.shape = shape;
    int rows = batch * length;
    int width = shape.width();
    firstNorm = new LayerNorm(rows, width);
    secondNorm = new LayerNorm(rows, width);
    attention = new Attention(batch, length, width, shape.heads(), mask, rotary);
    feedForward = new FeedForward(rows, width, shape.feedForward());
    attended = new Matrix((long) rows * width);
    fed = new Matrix((long) rows * width);
  }

  /**
   * Adds both halves.
   *
   * @param stream the residual stream, {@code [batch, length, width]}, updated
   * @param copy the same in the heap, updated
   */
  void forward(float[] parameters, int at, Matrix stream, float[] copy) {
    firstNorm.forward(parameters, at, copy, attended);
    attention.forward(parameters, at + shape.attentionOffset(), attended, stream);
    stream.get(copy, 0, copy.length);
    secondNorm.forward(parameters, at + shape.secondNormOffset(), copy, fed);
    feedForward.forward(parameters, at + shape.feedForwardOffset(), fed, stream);
    stream.get(copy, 0, copy.length);
  }

  /**
   * Gradients of the last {@link #forward}.
   *
   * @param stream gradient of the stream behind the block, in front of it afterwards
   * @param copy room for it outside the heap
   * @param work room of the same size
   */
  void backward(float[] gradient, int at, float[] stream, Matrix copy, Matrix work) {
    copy.put(stream, 0, stream.length);
    feedForward.backward(fed, copy, gradient, at + shape.feedForwardOffset(), work);
    secondNorm.backward(work, gradient, at + shape.secondNormOffset(), stream);
    copy.put(stream, 0, stream.length);
    attention.backward(attended, copy, gradient, at + shape.attentionOffset(), work);
    firstNorm.backward(work, gradient, at, stream);
  }
}
