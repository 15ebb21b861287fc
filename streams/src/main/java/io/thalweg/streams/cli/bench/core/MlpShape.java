package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.encoder.Mlp;
import io.thalweg.model.layer.Activation;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Fully connected layers of single items, each rectified. */
final class MlpShape implements Shape {
  private final String name;
  private final int batch;
  private final int[] widths;

  private MlpShape(String name, int batch, int... widths) {
    this.name = name;
    this.batch = batch;
    this.widths = widths;
  }

  static MlpShape small() {
    return new MlpShape("mlp", 32, 64, 128, 64, 64);
  }

  static MlpShape large() {
    return new MlpShape("mlp-large", 128, 64, 512, 256, 64);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "MLP %d-%d-%d-%d, batch %d".formatted(widths[0], widths[1], widths[2], widths[3], batch);
  }

  @Override
  public String differences() {
    return "the same on all sides.";
  }

  @Override
  public Encoder encoder() {
    int[] hidden = java.util.Arrays.copyOfRange(widths, 1, widths.length);
    return new Mlp(widths[0], 0, Activation.RELU, hidden);
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      products.add(Product.forward(batch, widths[layer], widths[layer + 1], 1));
      products.add(Product.weightGradient(batch, widths[layer], widths[layer + 1], 1));
      if (layer > 0) {
        products.add(Product.inputGradient(batch, widths[layer], widths[layer + 1], 1));
      }
    }
    return products;
  }

  @Override
  public Dl4jNetwork dl4j() {
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      layers.add(
          new DenseLayer.Builder()
              .nIn(widths[layer])
              .nOut(widths[layer + 1])
              .activation(org.nd4j.linalg.activations.Activation.RELU)
              .build());
    }
    layers.add(
        new LossLayer.Builder(LossFunction.MSE)
            .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
            .build());
    return new Dl4jNetwork(
        layers,
        new int[] {batch, widths[0]},
        new int[] {batch, widths[widths.length - 1]},
        new int[] {1, widths[0]},
        Dl4jNetwork.Serving.WHOLE_CONTEXT);
  }

  @Override
  public List<Integer> peerSizes() {
    List<Integer> sizes = new ArrayList<>(List.of(batch));
    for (int width : widths) {
      sizes.add(width);
    }
    return sizes;
  }
}
