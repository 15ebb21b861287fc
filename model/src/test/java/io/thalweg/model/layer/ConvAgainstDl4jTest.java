package io.thalweg.model.layer;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.gaussian;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.CrashReportingUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The same weights, frames and output gradients through {@link Conv2d} and DL4J's ConvolutionLayer,
 * which keeps channels first and weights {@code [out, in, kernel, kernel]}.
 */
class ConvAgainstDl4jTest {
  private static final int FRAMES = 3;
  private static final ConvShape SHAPE = new ConvShape(6, 5, 2, 4, 3, 2);

  /** Both add the same 18 (27) products in single precision, in an order of their own. */
  private static final double TOLERANCE = 2e-5;

  private final float[] parameters = gaussian(Conv2d.parameterCount(SHAPE), 1, 1);
  private final float[] x = gaussian(FRAMES * SHAPE.inFloats(), 1, 2);
  private final float[] slope = gaussian(FRAMES * SHAPE.outFloats(), 1, 3);
  private final Conv2d conv = new Conv2d(FRAMES, SHAPE);

  @BeforeAll
  static void noCrashDumps() {
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  @Test
  void forward_sameWeights_equalsDl4j() {
    INDArray expected = network().output(frames(), false);

    assertClose(conv.forward(parameters, 0, x), values(expected.permute(0, 2, 3, 1)), TOLERANCE);
  }

  @Test
  void backward_sameOutputGradient_equalsDl4j() {
    MultiLayerNetwork network = network();
    network.setInput(frames());
    network.feedForward(true, false);
    Pair<Gradient, INDArray> expected =
        network.backpropGradient(
            channelsFirst(slope, SHAPE.outHeight(), SHAPE.outWidth(), SHAPE.out()),
            LayerWorkspaceMgr.noWorkspaces());

    float[] gradient = new float[parameters.length];
    conv.forward(parameters, 0, x);
    float[] xGradient = conv.backward(slope, gradient, 0);

    int weights = SHAPE.weightCount();
    Gradient byName = expected.getFirst();
    assertClose(
        Arrays.copyOf(gradient, weights),
        values(byName.getGradientFor("0_W").permute(2, 3, 1, 0)),
        TOLERANCE);
    assertClose(
        Arrays.copyOfRange(gradient, weights, gradient.length),
        values(byName.getGradientFor("0_b")),
        TOLERANCE);
    assertClose(xGradient, values(expected.getSecond().permute(0, 2, 3, 1)), TOLERANCE);
  }

  private MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new ConvolutionLayer.Builder(SHAPE.kernel(), SHAPE.kernel())
                        .stride(SHAPE.stride(), SHAPE.stride())
                        .padding(1, 1)
                        .nIn(SHAPE.in())
                        .nOut(SHAPE.out())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(SHAPE.height(), SHAPE.width(), SHAPE.in()))
                .build());
    network.init();
    INDArray weights =
        Nd4j.createFromArray(Arrays.copyOf(parameters, SHAPE.weightCount()))
            .reshape('c', SHAPE.kernel(), SHAPE.kernel(), SHAPE.in(), SHAPE.out());
    network.setParam("0_W", weights.permute(3, 2, 0, 1).dup('c'));
    network.setParam(
        "0_b",
        Nd4j.createFromArray(Arrays.copyOfRange(parameters, SHAPE.weightCount(), parameters.length))
            .reshape(1, SHAPE.out()));
    return network;
  }

  private INDArray frames() {
    return channelsFirst(x, SHAPE.height(), SHAPE.width(), SHAPE.in());
  }

  private static INDArray channelsFirst(float[] rows, int height, int width, int channels) {
    return Nd4j.createFromArray(rows)
        .reshape('c', FRAMES, height, width, channels)
        .permute(0, 3, 1, 2)
        .dup('c');
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
