package io.thalweg.model.encoder;

import io.thalweg.model.layer.Attention;
import io.thalweg.model.layer.FeedForward;
import io.thalweg.model.layer.LayerNorm;

/**
 * Sizes of a {@link Transformer}'s blocks, and where each block's parameters lie: first
 * normalisation, attention, second normalisation, feed-forward.
 *
 * @param layers number of blocks, at least 1
 * @param width floats of a position between blocks, and of the embedding: a multiple of {@code 2 *
 *     heads}, since rotary positions turn pairs
 * @param heads heads of attention, at least 1
 * @param feedForward hidden units of the feed-forward half, at least 1
 */
public record TransformerShape(int layers, int width, int heads, int feedForward) {

  /** Checks the sizes. */
  public TransformerShape {
    Sizes.positive("layers", layers);
    Sizes.positive("width", width);
    Sizes.positive("heads", heads);
    Sizes.positive("feedForward", feedForward);
    if (width % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of twice the %d heads, not %d".formatted(heads, width));
    }
  }

  int headWidth() {
    return width / heads;
  }

  int attentionOffset() {
    return LayerNorm.parameterCount(width);
  }

  int secondNormOffset() {
    return attentionOffset() + Attention.parameterCount(width);
  }

  int feedForwardOffset() {
    return secondNormOffset() + LayerNorm.parameterCount(width);
  }

  /** Parameters of one block. */
  int blockParameters() {
    return feedForwardOffset() + FeedForward.parameterCount(width, feedForward);
  }
}
