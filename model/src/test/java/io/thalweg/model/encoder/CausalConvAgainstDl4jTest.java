package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The same weights, items and gradients through one layer of {@link CausalConv} and through DL4J's
 * Convolution1DLayer in its causal mode. DL4J puts zeros before the first item, which reach the
 * embeddings of the context only: those are left out on both sides.
 */
class CausalConvAgainstDl4jTest {
  private static final int BATCH = 3;
  private static final int LENGTH = 7;
  private static final int IN = 4;
  private static final int OUT = 5;
  private static final int KERNEL = 3;
  private static final int DILATION = 2;

  /**
   * Both add the same twelve (twenty-one) products in single precision, in an order of their own.
   */
  private static final double TOLERANCE = 2e-5;

  private final CausalConv encoder = new CausalConv(IN, OUT, KERNEL, DILATION);
  private final int times = encoder.contextLength() + LENGTH;
  private final float[] parameters = gaussian(encoder.parameterCount(), 1, 1);
  private final float[] items = gaussian(times * BATCH * IN, 1, 2);
  private final float[] embeddingGradient = gaussian(LENGTH * BATCH * OUT, 1, 3);
  private final Encoder.Pass pass = encoder.newPass(BATCH, LENGTH);

  @BeforeAll
  static void noCrashDumps() {
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  @Test
  void forward_sameWeights_equalsDl4j() {
    INDArray output = network().output(batchMajor(items, IN), false);

    forward();

    assertClose(
        pass.embeddings(), tail(values(output.permute(2, 0, 1)), LENGTH * BATCH * OUT), TOLERANCE);
  }

  @Test
  void backward_sameEmbeddingGradient_equalsDl4j() {
    MultiLayerNetwork network = network();
    network.setInput(batchMajor(items, IN));
    network.feedForward(true, false);
    float[] padded = new float[times * BATCH * OUT]; // nothing flows from the context's embeddings
    System.arraycopy(
        embeddingGradient,
        0,
        padded,
        padded.length - embeddingGradient.length,
        embeddingGradient.length);
    network.backpropGradient(batchMajor(padded, OUT), LayerWorkspaceMgr.noWorkspaces());
    double[] expected = values(network.getFlattenedGradients());

    float[] gradient = new float[parameters.length];
    forward();
    pass.backward(parameters, 0, embeddingGradient, gradient);

    assertClose(
        Arrays.copyOf(gradient, gradient.length - OUT),
        tail(expected, gradient.length - OUT),
        TOLERANCE);
    assertClose(
        Arrays.copyOfRange(gradient, gradient.length - OUT, gradient.length),
        Arrays.copyOf(expected, OUT),
        TOLERANCE);
  }

  private void forward() {
    System.arraycopy(items, 0, pass.input(), 0, items.length);
    pass.forward(parameters, 0);
  }

  /** DL4J 1.0.0-M2.1 keeps the bias first, then weights {@code [kernel, in, out]} as we do. */
  private MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new Convolution1DLayer.Builder(KERNEL)
                        .nIn(IN)
                        .nOut(OUT)
                        .dilation(DILATION)
                        .convolutionMode(ConvolutionMode.Causal)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    float[] theirs = new float[parameters.length];
    int weights = parameters.length - OUT;
    System.arraycopy(parameters, weights, theirs, 0, OUT);
    System.arraycopy(parameters, 0, theirs, OUT, weights);
    network.setParams(Nd4j.createFromArray(theirs).reshape(1, theirs.length));
    return network;
  }

  /** From {@code [time, batch, features]} to DL4J's {@code [batch, features, time]}. */
  private INDArray batchMajor(float[] rows, int features) {
    return Nd4j.createFromArray(rows).reshape('c', times, BATCH, features).permute(1, 2, 0).dup();
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static double[] tail(double[] values, int count) {
    return Arrays.copyOfRange(values, values.length - count, values.length);
  }
}
