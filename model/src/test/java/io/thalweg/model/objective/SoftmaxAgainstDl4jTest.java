package io.thalweg.model.objective;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same logits and targets through {@link SoftmaxCrossEntropy} and DL4J's softmax output layer,
 * whose weights are the identity: then its bias gradient is the sum over rows of the gradient by
 * the logits, and its weight gradient {@code x' g} shows every row's.
 */
class SoftmaxAgainstDl4jTest {
  private static final int ROWS = 6;
  private static final int VOCABULARY = 5;

  /** A handful of exponentials and sums in single precision. */
  private static final double TOLERANCE = 1e-5;

  private final float[] logits = gaussian(ROWS * VOCABULARY, 1, 1);
  private final float[] targets = {0, 4, 2, 2, 1, 3};

  @BeforeAll
  static void noCrashDumps() {
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  @Test
  void score_sameLogits_meanLossEqualsDl4j() {
    float[] losses = new float[ROWS];
    new SoftmaxCrossEntropy(VOCABULARY)
        .newPass(ROWS)
        .score(new float[0], 0, logits, targets, losses);
    float mean = 0;
    for (float loss : losses) {
      mean += loss / ROWS;
    }

    MultiLayerNetwork network = learned();

    assertClose(new float[] {mean}, new double[] {network.score()}, TOLERANCE);
  }

  @Test
  void gradient_sameLogits_equalsDl4j() {
    Objective.Pass pass = new SoftmaxCrossEntropy(VOCABULARY).newPass(ROWS);
    float[] weight = new float[ROWS];
    java.util.Arrays.fill(weight, 1f);
    float[] gradient = new float[ROWS * VOCABULARY];
    pass.score(new float[0], 0, logits, targets, new float[ROWS]);
    pass.gradient(new float[0], 0, weight, gradient, new float[0]);

    Gradient expected = learned().gradient();

    assertClose(sums(gradient), values(expected.getGradientFor("0_b")), TOLERANCE);
    assertClose(products(gradient), values(expected.getGradientFor("0_W")), 10 * TOLERANCE);
  }

  private float[] sums(float[] gradient) {
    float[] sums = new float[VOCABULARY];
    for (int i = 0; i < gradient.length; i++) {
      sums[i % VOCABULARY] += gradient[i];
    }
    return sums;
  }

  /** {@code x' g}, {@code [vocabulary, vocabulary]}. */
  private float[] products(float[] gradient) {
    float[] products = new float[VOCABULARY * VOCABULARY];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < VOCABULARY; i++) {
        for (int j = 0; j < VOCABULARY; j++) {
          products[i * VOCABULARY + j] +=
              logits[row * VOCABULARY + i] * gradient[row * VOCABULARY + j];
        }
      }
    }
    return products;
  }

  /** After forward and backward of the rows, not updated. */
  private MultiLayerNetwork learned() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(VOCABULARY)
                        .nOut(VOCABULARY)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.setParam("0_W", Nd4j.eye(VOCABULARY).castTo(network.params().dataType()));
    network.setParam("0_b", Nd4j.zeros(1, VOCABULARY));
    INDArray labels = Nd4j.zeros(ROWS, VOCABULARY);
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, (int) targets[row], 1);
    }
    network.setInput(Nd4j.createFromArray(logits).reshape('c', ROWS, VOCABULARY));
    network.setLabels(labels);
    network.computeGradientAndScore();
    return network;
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
