package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.CausalConv;
import io.thalweg.model.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Four dilated causal convolutions, each but the first with a residual connection. */
final class CausalConvShape implements Shape {
  private static final int CHANNELS = 64;
  private static final int KERNEL = 3;
  private static final int TIMES = 64;
  private static final int BATCH = 32;
  private static final int[] DILATIONS = {1, 2, 4, 8};

  @Override
  public String name() {
    return "causal-conv";
  }

  @Override
  public String title() {
    return "causal conv 4 x 64, kernel 3, T 64, batch 32";
  }

  @Override
  public String differences() {
    return "Thalweg and libtorch compute T embeddings, each from its whole context (30 items before the"
        + " first); DL4J pads with zeros instead, computes a fifth less, and has no residuals.";
  }

  @Override
  public Encoder encoder() {
    return new CausalConv(CHANNELS, CHANNELS, KERNEL, DILATIONS);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public int length() {
    return TIMES;
  }

  @Override
  public List<Product> products() {
    List<Product> products = new ArrayList<>();
    int times = TIMES;
    for (int layer = DILATIONS.length - 1; layer >= 0; layer--) {
      int rows = times * BATCH;
      int window = KERNEL * CHANNELS;
      products.add(Product.forward(rows, window, CHANNELS, 1));
      products.add(Product.weightGradient(rows, window, CHANNELS, 1));
      if (layer > 0) {
        products.add(Product.inputGradient(rows, window, CHANNELS, 1));
      }
      times += DILATIONS[layer] * (KERNEL - 1);
    }
    return products;
  }

  @Override
  public Dl4jNetwork dl4j() {
    Layer[] layers = new Layer[DILATIONS.length + 1];
    for (int layer = 0; layer < DILATIONS.length; layer++) {
      layers[layer] =
          new Convolution1DLayer.Builder(KERNEL)
              .nIn(CHANNELS)
              .nOut(CHANNELS)
              .dilation(DILATIONS[layer])
              .convolutionMode(ConvolutionMode.Causal)
              .activation(layer == 0 ? Activation.IDENTITY : Activation.RELU)
              .build();
    }
    layers[DILATIONS.length] =
        new RnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
    int window = encoder().contextLength() + 1;
    return new Dl4jNetwork(
        List.of(layers),
        new int[] {BATCH, CHANNELS, TIMES},
        new int[] {BATCH, CHANNELS, TIMES},
        new int[] {1, CHANNELS, window},
        Dl4jNetwork.Serving.WHOLE_CONTEXT);
  }

  @Override
  public List<Integer> peerSizes() {
    List<Integer> sizes = new ArrayList<>(List.of(CHANNELS, CHANNELS, KERNEL, TIMES, BATCH));
    for (int dilation : DILATIONS) {
      sizes.add(dilation);
    }
    return sizes;
  }
}
