package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same weights, rows and output gradients through {@link Dense} and DL4J's DenseLayer. */
class DenseAgainstDl4jTest {
  private static final int ROWS = 6;
  private static final int IN = 9;
  private static final int OUT = 4;

  /** Both add the same nine (six) products in single precision, in an order of their own. */
  private static final double TOLERANCE = 1e-5;

  private final float[] input = gaussian(ROWS * IN, 1, 1);
  private final float[] parameters = gaussian(Dense.parameterCount(IN, OUT), 1, 2);
  private final float[] outputGradient = gaussian(ROWS * OUT, 1, 3);
  private final float[] weights = Arrays.copyOf(parameters, IN * OUT);
  private final float[] bias = Arrays.copyOfRange(parameters, IN * OUT, parameters.length);

  @BeforeAll
  static void noCrashDumps() {
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  @Test
  void forward_sameWeights_equalsDl4j() {
    INDArray expected = network().output(matrix(input, ROWS, IN), false);

    assertClose(
        new Dense(ROWS, IN, OUT).forward(parameters, 0, input), values(expected), TOLERANCE);
  }

  @Test
  void backward_sameOutputGradient_equalsDl4j() {
    MultiLayerNetwork network = network();
    network.setInput(matrix(input, ROWS, IN));
    network.feedForward(true, false);
    Pair<Gradient, INDArray> expected =
        network.backpropGradient(matrix(outputGradient, ROWS, OUT), null);

    Dense dense = new Dense(ROWS, IN, OUT);
    float[] gradient = new float[parameters.length];
    dense.forward(parameters, 0, input);
    float[] inputGradient = dense.backward(outputGradient, gradient, 0);

    Gradient byName = expected.getFirst();
    assertClose(Arrays.copyOf(gradient, IN * OUT), values(byName.getGradientFor("0_W")), TOLERANCE);
    assertClose(
        Arrays.copyOfRange(gradient, IN * OUT, gradient.length),
        values(byName.getGradientFor("0_b")),
        TOLERANCE);
    assertClose(inputGradient, values(expected.getSecond()), TOLERANCE);
  }

  private MultiLayerNetwork network() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new DenseLayer.Builder().nIn(IN).nOut(OUT).activation(Activation.IDENTITY).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.setParam("0_W", matrix(weights, IN, OUT));
    network.setParam("0_b", matrix(bias, 1, OUT));
    return network;
  }

  private static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
