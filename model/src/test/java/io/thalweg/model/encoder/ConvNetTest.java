package io.thalweg.model.encoder;

import static io.thalweg.model.testing.Numerics.assertClose;
import static io.thalweg.model.testing.Numerics.assertGradient;
import static io.thalweg.model.testing.Numerics.gaussian;
import static io.thalweg.model.testing.Numerics.gradient;
import static io.thalweg.model.testing.Numerics.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.layer.Activation;
import io.thalweg.model.layer.Conv2d;
import io.thalweg.model.layer.ConvShape;
import io.thalweg.model.layer.ConvTranspose2d;
import io.thalweg.model.layer.SlowConv;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvNetTest extends EncoderContract {
  private static final ConvNet NET = new ConvNet(5, 4, 2, 3, 2, 6, Activation.GELU, 3, 4);

  @Override
  Encoder encoder() {
    return NET;
  }

  @Override
  Encoder withInputs(int inputs) {
    throw new UnsupportedOperationException("a frame has the size it has");
  }

  @Override
  SlowEncoder reference() {
    return (p, items) -> Arrays.stream(items).map(x -> slow(NET, p, x)).toArray(double[][]::new);
  }

  static double[] slow(ConvNet net, double[] p, double[] frame) {
    double[] x = frame;
    int at = 0;
    for (int l = 0; l < net.layers(); l++) {
      x = gelu(SlowConv.convolve(net.shape(l), p, at, x));
      at += Conv2d.parameterCount(net.shape(l));
    }
    return dense(p, at, x, 6);
  }

  private static double[] gelu(double[] values) {
    return Arrays.stream(values).map(SlowMlp::gelu).toArray();
  }

  private static double[] dense(double[] p, int at, double[] x, int outputs) {
    double[] y = Arrays.copyOfRange(p, at + x.length * outputs, at + (x.length + 1) * outputs);
    for (int i = 0; i < x.length; i++) {
      for (int o = 0; o < outputs; o++) {
        y[o] += x[i] * p[at + i * outputs + o];
      }
    }
    return y;
  }

  /** What the contract asks of fields makes no sense for pixels. */
  @Override
  @Test
  void origins_inputsReorderedAndOneAdded_sameEmbeddingsWhereTheNewOneIsZero() {
    assertThatThrownBy(() -> NET.origins(new int[41], 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pixels of a frame cannot be added, moved or removed");
  }

  @Override
  @Test
  void origins_firstInputRemoved_sameEmbeddingsAsWithItAtZero() {
    int[] same = new int[40];
    Arrays.setAll(same, i -> i);

    assertThat(NET.origins(same, 40)).hasSize(NET.parameterCount()).startsWith(0, 1, 2);
    assertThatThrownBy(() -> NET.origins(same, 41)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parameterCount_sizesOfTheIssue_countsLayersAndBottleneck() {
    ConvNet net = new ConvNet(32, 32, 1, 3, 2, 64, Activation.RELU, 16, 32);
    // 9*16 + 16, 9*16*32 + 32, and 8*8*32 floats to 64
    assertThat(net.parameterCount()).isEqualTo(160 + 4640 + 2048 * 64 + 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void decoder_forwardAndBackward_equalTheSlowReference(int blocks) {
    int frames = 2;
    Head head = NET.head(blocks * NET.inputSize());
    float[] parameters = gaussian(head.parameterCount(), 0.4, 1);
    float[] embeddings = gaussian(frames * 6, 1, 2);
    float[] slope = gaussian(frames * blocks * NET.inputSize(), 1, 3);
    float[] actual = new float[parameters.length];
    Head.Pass decoder = head.newPass(frames);

    float[] decoded = decoder.forward(parameters, 0, embeddings).clone();
    float[] embeddingGradient = decoder.backward(slope, actual, 0);

    assertClose(decoded, slowDecode(widen(parameters), widen(embeddings), blocks), 1e-5);
    assertGradient(
        actual,
        gradient(p -> weighted(slope, slowDecode(p, widen(embeddings), blocks)), widen(parameters)),
        1e-3);
    assertGradient(
        embeddingGradient,
        gradient(e -> weighted(slope, slowDecode(widen(parameters), e, blocks)), widen(embeddings)),
        1e-3);
  }

  private static double[] slowDecode(double[] p, double[] embeddings, int blocks) {
    int size = blocks * NET.inputSize();
    double[] frames = new double[embeddings.length / 6 * size];
    for (int f = 0; f < embeddings.length / 6; f++) {
      double[] x = dense(p, 0, Arrays.copyOfRange(embeddings, f * 6, (f + 1) * 6), NET.flat());
      int at = 7 * NET.flat();
      for (int l = NET.layers() - 1; l >= 0; l--) {
        ConvShape shape = l == 0 ? new ConvShape(5, 4, 2 * blocks, 3, 3, 2) : NET.shape(l);
        x = SlowConv.transposed(shape, p, at, gelu(x));
        at += ConvTranspose2d.parameterCount(shape);
      }
      for (int i = 0; i < size; i++) {
        int pixel = i / 2 % 20;
        int block = i / 40;
        frames[f * size + i] = x[(pixel * blocks + block) * 2 + i % 2];
      }
    }
    return frames;
  }

  @Test
  void decoder_initialised_predictsZeroAndLearnsAtOnce() {
    Head head = NET.head(NET.inputSize());
    float[] parameters = new float[head.parameterCount()];
    head.initialise(parameters, 0, new SplittableRandom(1));
    Head.Pass pass = head.newPass(1);
    float[] gradient = new float[parameters.length];

    assertThat(pass.forward(parameters, 0, gaussian(6, 1, 2))).containsOnly(0f);
    pass.backward(gaussian(40, 1, 3), gradient, 0);

    float[] lastWeights = Arrays.copyOfRange(gradient, gradient.length - 56, gradient.length - 2);
    for (float slope : lastWeights) {
      assertThat(slope).isNotZero();
    }
  }

  @Test
  void decoder_stepper_equalsThePass() {
    Head head = NET.head(2 * NET.inputSize());
    float[] parameters = gaussian(head.parameterCount(), 0.4, 1);
    float[] prediction = new float[80];

    head.newStepper(parameters, 0).predict(gaussian(6, 1, 2), prediction);

    assertThat(prediction).isEqualTo(head.newPass(1).forward(parameters, 0, gaussian(6, 1, 2)));
  }

  @Test
  void head_notOfWholeFrames_isLinear() {
    assertThat(NET.head(39)).isEqualTo(new LinearHead(6, 39));
  }

  private static double weighted(float[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  @Test
  void create_frameOfAnotherSizeThanTheItem_isRefused() {
    assertThat(Encoders.create(1024, Spec.of("conv-net")).embeddingSize()).isEqualTo(64);
    assertThatThrownBy(() -> Encoders.create(1023, new Spec("conv-net", Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floats of conv-net.frame must be 1023, not 1024");
  }
}
