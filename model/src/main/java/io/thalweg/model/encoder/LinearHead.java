package io.thalweg.model.encoder;

import io.thalweg.model.layer.Dense;
import io.thalweg.model.layer.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * {@code prediction = embedding W + b}: weights {@code [embedding, outputs]}, then bias {@code
 * [outputs]}.
 *
 * @param embeddingSize floats of an embedding, at least 1
 * @param outputs floats of a prediction, at least 1
 */
public record LinearHead(int embeddingSize, int outputs) implements Head {

  /** Checks the sizes. */
  public LinearHead {
    Sizes.positive("embeddingSize", embeddingSize);
    Sizes.positive("outputs", outputs);
  }

  @Override
  public int parameterCount() {
    return Dense.parameterCount(embeddingSize, outputs);
  }

  @Override
  public void initialise(float[] parameters, int offset, SplittableRandom random) {
    Dense.initialise(parameters, offset, embeddingSize, outputs, 0, random);
  }

  /** Columns move with their output, the bias as one more row. */
  @Override
  public int[] origins(int[] from, int olderOutputs) {
    Sizes.same("outputs", outputs, from.length);
    int[] origins = new int[parameterCount()];
    for (int i = 0; i < origins.length; i++) {
      int column = from[i % outputs];
      origins[i] = column < 0 ? -1 : i / outputs * olderOutputs + column;
    }
    return origins;
  }

  @Override
  public Pass newPass(int rows) {
    Dense dense = new Dense(rows, embeddingSize, outputs);
    return new Pass() {
      @Override
      public float[] forward(float[] parameters, int offset, float[] embeddings) {
        return dense.forward(parameters, offset, embeddings);
      }

      @Override
      public float[] backward(float[] outputGradient, float[] gradient, int offset) {
        return dense.backward(outputGradient, gradient, offset);
      }
    };
  }

  @Override
  public Stepper newStepper(float[] parameters, int offset) {
    int bias = offset + embeddingSize * outputs;
    Matrix weights = new Matrix((long) embeddingSize * outputs);
    weights.put(parameters, offset, embeddingSize * outputs);
    return new Row(
        weights,
        Arrays.copyOfRange(parameters, bias, bias + outputs),
        new Matrix(embeddingSize),
        new Matrix(outputs));
  }

  /** Weights and working memory of one row; all but the bias outside the heap. */
  private record Row(Matrix weights, float[] bias, Matrix x, Matrix y) implements Stepper {
    @Override
    public void predict(float[] embedding, float[] prediction) {
      x.put(embedding, 0, embedding.length);
      Matrix.multiplyRow(x, weights, 0, y, bias.length, embedding.length);
      y.get(prediction, 0, bias.length);
      for (int i = 0; i < bias.length; i++) {
        prediction[i] += bias[i];
      }
    }
  }
}
