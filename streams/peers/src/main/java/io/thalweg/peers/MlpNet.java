package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** Fully connected layers, each with a rectifier. Sizes: batch, then widths from the input on. */
final class MlpNet implements Net {
  private final Weights weights = new Weights();
  private final Tensor[] weight;
  private final TensorOptional[] bias;
  private final Tensor batch;
  private final Tensor item;

  MlpNet(long[] sizes) {
    int layers = sizes.length - 2;
    weight = new Tensor[layers];
    bias = new TensorOptional[layers];
    for (int layer = 0; layer < layers; layer++) {
      long in = sizes[layer + 1];
      long out = sizes[layer + 2];
      weight[layer] = weights.normal(Math.sqrt(2.0 / in), out, in);
      bias[layer] = weights.bias(out);
    }
    batch = randn(sizes[0], sizes[1]);
    item = randn(1, sizes[1]);
  }

  @Override
  public TensorVector parameters() {
    return weights.all();
  }

  @Override
  public Tensor batch() {
    return batch;
  }

  @Override
  public Tensor item() {
    return item;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor hidden = input;
    for (int layer = 0; layer < weight.length; layer++) {
      hidden = linear(hidden, weight[layer], bias[layer]).relu_();
    }
    return hidden;
  }
}
