package io.thalweg.model.encoder;

import io.thalweg.model.layer.ConvTranspose2d;
import io.thalweg.model.layer.Dense;
import io.thalweg.model.layer.Rows;

/**
 * Forward and backward of {@link ConvDecoder}. The last layer makes all blocks at once, as channels
 * of a pixel; a prediction has them one after the other.
 */
final class ConvDecoderPass implements Head.Pass {
  private final ConvDecoder decoder;
  private final Dense dense;
  private final ConvTranspose2d[] layers;
  private final float[][] slopes;
  private final int rows;
  private final int blocks;
  private final int channels;
  private final int pixels;

  /** {@code [rows, blocks, pixels, channels]}. */
  private final float[] prediction;

  /** {@code [rows, pixels, blocks, channels]}. */
  private final float[] interleaved;

  ConvDecoderPass(ConvDecoder decoder, int rows) {
    this.decoder = decoder;
    this.rows = rows;
    ConvNet net = decoder.net();
    blocks = decoder.blocks();
    channels = net.channels();
    pixels = net.inputSize() / channels;
    dense = new Dense(rows, net.embeddingSize(), net.flat());
    layers = new ConvTranspose2d[net.layers()];
    slopes = new float[net.layers()][];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new ConvTranspose2d(rows, decoder.shape(l));
      slopes[l] = new float[rows * decoder.shape(l).outFloats()];
    }
    prediction = new float[rows * blocks * pixels * channels];
    interleaved = new float[prediction.length];
  }

  @Override
  public float[] forward(float[] parameters, int offset, float[] embeddings) {
    float[] values = dense.forward(parameters, offset, embeddings);
    for (int l = layers.length - 1; l >= 0; l--) {
      decoder.net().activation().apply(values, slopes[l], slopes[l].length);
      values = layers[l].forward(parameters, offset + decoder.layerOffset(l), values);
    }
    if (blocks == 1) {
      return values;
    }
    transpose(values, prediction, true);
    return prediction;
  }

  @Override
  public float[] backward(float[] outputGradient, float[] gradient, int offset) {
    float[] slope = outputGradient;
    if (blocks > 1) {
      transpose(outputGradient, interleaved, false);
      slope = interleaved;
    }
    for (int l = 0; l < layers.length; l++) {
      slope = layers[l].backward(slope, gradient, offset + decoder.layerOffset(l));
      Rows.scale(slopes[l], slope, slope.length);
    }
    return dense.backward(slope, gradient, offset);
  }

  /** From pixels of blocks to blocks of pixels, or back. */
  private void transpose(float[] from, float[] to, boolean toBlocks) {
    for (int row = 0; row < rows; row++) {
      for (int block = 0; block < blocks; block++) {
        for (int p = 0; p < pixels; p++) {
          int byBlock = ((row * blocks + block) * pixels + p) * channels;
          int byPixel = ((row * pixels + p) * blocks + block) * channels;
          System.arraycopy(
              from, toBlocks ? byPixel : byBlock, to, toBlocks ? byBlock : byPixel, channels);
        }
      }
    }
  }
}
