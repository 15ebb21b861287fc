package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.ConvNet;
import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.layer.Activation;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Two convolutions that halve a frame each, and a dense layer. */
final class ConvNetShape implements Shape {
  private static final int SIDE = 32;
  private static final int FIRST = 16;
  private static final int SECOND = 32;
  private static final int KERNEL = 3;
  private static final int STRIDE = 2;
  private static final int EMBEDDING = 64;
  private static final int BATCH = 32;
  private static final int FEATURES = SECOND * (SIDE / 4) * (SIDE / 4);

  @Override
  public String name() {
    return "conv-net";
  }

  @Override
  public String title() {
    return "ConvNet 1x32x32, 16 and 32 channels, batch 32";
  }

  @Override
  public String differences() {
    return "the same on all sides: kernel 3, stride 2, and a dense layer to 64; Thalweg keeps channels"
        + " last, the others first.";
  }

  @Override
  public Encoder encoder() {
    return new ConvNet(SIDE, SIDE, 1, KERNEL, STRIDE, EMBEDDING, Activation.RELU, FIRST, SECOND);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public List<Product> products() {
    int firstRows = BATCH * (SIDE / 2) * (SIDE / 2);
    int secondRows = BATCH * (SIDE / 4) * (SIDE / 4);
    int taps = KERNEL * KERNEL;
    return List.of(
        Product.forward(firstRows, taps, FIRST, 1),
        Product.weightGradient(firstRows, taps, FIRST, 1),
        Product.forward(secondRows, taps * FIRST, SECOND, 1),
        Product.weightGradient(secondRows, taps * FIRST, SECOND, 1),
        Product.inputGradient(secondRows, taps * FIRST, SECOND, 1),
        Product.forward(BATCH, FEATURES, EMBEDDING, 1),
        Product.weightGradient(BATCH, FEATURES, EMBEDDING, 1),
        Product.inputGradient(BATCH, FEATURES, EMBEDDING, 1));
  }

  @Override
  public Dl4jNetwork dl4j() {
    return new Dl4jNetwork(
        List.of(
            convolution(1, FIRST),
            convolution(FIRST, SECOND),
            new DenseLayer.Builder()
                .nIn(FEATURES)
                .nOut(EMBEDDING)
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .build(),
            new LossLayer.Builder(LossFunction.MSE)
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .build()),
        new int[] {BATCH, 1, SIDE, SIDE},
        new int[] {BATCH, EMBEDDING},
        new int[] {1, 1, SIDE, SIDE},
        Dl4jNetwork.Serving.WHOLE_CONTEXT,
        java.util.Map.of(2, new CnnToFeedForwardPreProcessor(SIDE / 4, SIDE / 4, SECOND)));
  }

  private static ConvolutionLayer convolution(int in, int out) {
    return new ConvolutionLayer.Builder(KERNEL, KERNEL)
        .stride(STRIDE, STRIDE)
        .padding(1, 1)
        .nIn(in)
        .nOut(out)
        .activation(org.nd4j.linalg.activations.Activation.RELU)
        .build();
  }

  @Override
  public List<Integer> peerSizes() {
    return List.of(SIDE, EMBEDDING, BATCH, 1, FIRST, SECOND);
  }
}
