package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * Rectified convolutions that halve the image each, with a kernel of three and a border of one,
 * then a dense layer. Sizes: side of the image, embedding, batch, then channels from the input on.
 */
final class ConvNetNet implements Net {
  private static final int FIRST_CHANNELS = 3;
  private static final long KERNEL = 3;
  private static final long[] STRIDE = {2, 2};
  private static final long[] PADDING = {1, 1};
  private static final long[] DILATION = {1, 1};

  private final Weights weights = new Weights();
  private final Tensor[] weight;
  private final TensorOptional[] bias;
  private final Tensor dense;
  private final TensorOptional denseBias;
  private final Tensor batch;
  private final Tensor item;

  ConvNetNet(long[] sizes) {
    int layers = sizes.length - FIRST_CHANNELS - 1;
    weight = new Tensor[layers];
    bias = new TensorOptional[layers];
    long side = sizes[0];
    long channels = sizes[FIRST_CHANNELS];
    batch = randn(sizes[2], channels, side, side);
    item = randn(1, channels, side, side);
    for (int layer = 0; layer < layers; layer++) {
      long out = sizes[FIRST_CHANNELS + 1 + layer];
      double spread = Math.sqrt(2.0 / (channels * KERNEL * KERNEL));
      weight[layer] = weights.normal(spread, out, channels, KERNEL, KERNEL);
      bias[layer] = weights.bias(out);
      channels = out;
      side = (side + 1) / 2;
    }
    long features = channels * side * side;
    dense = weights.normal(1 / Math.sqrt(features), sizes[1], features);
    denseBias = weights.bias(sizes[1]);
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
      hidden = conv2d(hidden, weight[layer], bias[layer], STRIDE, PADDING, DILATION, 1).relu_();
    }
    return linear(hidden.flatten(1, -1), dense, denseBias);
  }
}
