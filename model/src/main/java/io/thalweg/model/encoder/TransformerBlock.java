package io.thalweg.model.encoder;

import io.thalweg.model.layer.Attention;
import io.thalweg.model.layer.AttentionMask;
import io.thalweg.model.layer.FeedForward;
import io.thalweg.model.layer.LayerNorm;
import io.thalweg.model.layer.Matrix;
import io.thalweg.model.layer.RotaryRows;
import org.jspecify.annotations.Nullable;

/**
 * One block of a {@link Transformer}: {@code x += attention(norm(x)); x += feedForward(norm(x))}.
 * The residual stream and its gradient lie outside the heap, where the last product of each half
 * adds to the one, and the norms to the other.
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
      TransformerShape shape,
      int batch,
      int length,
      AttentionMask mask,
      @Nullable RotaryRows rotary) {
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
   */
  void forward(float[] parameters, int at, Matrix stream) {
    firstNorm.forward(parameters, at, stream, attended);
    attention.forward(parameters, at + shape.attentionOffset(), attended, stream);
    secondNorm.forward(parameters, at + shape.secondNormOffset(), stream, fed);
    feedForward.forward(parameters, at + shape.feedForwardOffset(), fed, stream);
  }

  /**
   * Gradients of the last {@link #forward}.
   *
   * @param stream gradient of the stream behind the block, in front of it afterwards
   * @param work room of the same size
   */
  void backward(float[] gradient, int at, Matrix stream, Matrix work) {
    feedForward.backward(fed, stream, gradient, at + shape.feedForwardOffset(), work);
    secondNorm.backward(work, gradient, at + shape.secondNormOffset(), stream);
    attention.backward(attended, stream, gradient, at + shape.attentionOffset(), work);
    firstNorm.backward(work, gradient, at, stream);
  }
}
