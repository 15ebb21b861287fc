package io.thalweg.model.pretext;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.layer.Dense;
import java.util.SplittableRandom;

/**
 * A multilayer perceptron between embeddings and the pairs made of them, thrown away when serving
 * (Chen et al. 2020, arXiv 2002.05709, section 4.2: what is learned before it carries more). GELU
 * between layers; with no layer it hands through.
 *
 * <p>Parameters, layer after layer: weights {@code [in, width]}, then bias {@code [width]}.
 *
 * @param in floats of an input row
 * @param width floats of every layer's output, at least 1
 * @param layers at least 0
 */
record Projector(int in, int width, int layers) {

  /** Floats of an output row. */
  int out() {
    return layers == 0 ? in : width;
  }

  int parameterCount() {
    return offset(layers);
  }

  private int offset(int layer) {
    return layer == 0
        ? 0
        : Dense.parameterCount(in, width) + (layer - 1) * Dense.parameterCount(width, width);
  }

  void initialise(float[] parameters, int offset, SplittableRandom random) {
    for (int l = 0; l < layers; l++) {
      double gain = l < layers - 1 ? Math.sqrt(2) : 1;
      Dense.initialise(parameters, offset + offset(l), l == 0 ? in : width, width, gain, random);
    }
  }

  /**
   * Where each parameter lies in the same projector of other inputs.
   *
   * @param inputs {@code [in]}: index of each among the older ones, below zero where it is new
   * @return {@code [parameterCount]}, below zero for the weights of new inputs
   */
  int[] origins(int[] inputs, int olderInputs) {
    int[] origins = new int[parameterCount()];
    int at = 0;
    if (layers > 0) {
      for (int input : inputs) {
        for (int c = 0; c < width; c++) {
          origins[at++] = input < 0 ? -1 : input * width + c;
        }
      }
    }
    int moved = layers > 0 ? (olderInputs - in) * width : 0;
    for (; at < origins.length; at++) {
      origins[at] = at + moved;
    }
    return origins;
  }

  Pass newPass(int rows) {
    return new Pass(rows);
  }

  /** Forward and backward over {@code rows} rows. Not thread-safe. */
  final class Pass {
    private final Dense[] dense = new Dense[layers];

    /** Of each layer but the last: activations and slopes, {@code [rows, width]}. */
    private final float[][] slope;

    private final int floats;

    private Pass(int rows) {
      floats = rows * width;
      slope = new float[Math.max(0, layers - 1)][floats];
      for (int l = 0; l < layers; l++) {
        dense[l] = new Dense(rows, l == 0 ? in : width, width);
      }
    }

    /**
     * @param input {@code [rows, in]}, untouched
     * @return {@code [rows, out]}, overwritten by the next call; the input itself without layers
     */
    float[] forward(float[] parameters, int offset, float[] input) {
      float[] rows = input;
      for (int l = 0; l < layers; l++) {
        rows = dense[l].forward(parameters, offset + offset(l), rows);
        if (l < layers - 1) {
          Activation.GELU.apply(rows, slope[l], floats);
        }
      }
      return rows;
    }

    /**
     * Gradients of the last {@link #forward}.
     *
     * @param outputGradient {@code [rows, out]}, untouched
     * @param gradient overwritten at the projector's parameters
     * @return gradient of the input, {@code [rows, in]}, overwritten by the next call
     */
    float[] backward(float[] outputGradient, float[] gradient, int offset) {
      float[] rows = outputGradient;
      for (int l = layers - 1; l >= 0; l--) {
        if (l < layers - 1) {
          float[] factor = slope[l];
          for (int i = 0; i < floats; i++) {
            rows[i] *= factor[i];
          }
        }
        rows = dense[l].backward(rows, gradient, offset + offset(l));
      }
      return rows;
    }
  }
}
