package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.conv1d;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * Dilated convolutions of whole contexts, the first linear, the others rectified beside a residual.
 * Sizes: inputs, channels, kernel, times, batch, then the dilation of each layer.
 */
final class CausalConvNet implements Net {
  private static final int FIRST_DILATION = 5;
  private static final long[] STRIDE = {1};
  private static final long[] PADDING = {0};

  private final Weights weights = new Weights();
  private final long kernel;
  private final long[] dilations;
  private final Tensor[] weight;
  private final TensorOptional[] bias;
  private final Tensor batch;
  private final Tensor item;

  CausalConvNet(long[] sizes) {
    kernel = sizes[2];
    dilations = Arrays.copyOfRange(sizes, FIRST_DILATION, sizes.length);
    weight = new Tensor[dilations.length];
    bias = new TensorOptional[dilations.length];
    for (int layer = 0; layer < dilations.length; layer++) {
      long in = layer == 0 ? sizes[0] : sizes[1];
      weight[layer] = weights.normal(1 / Math.sqrt(in * kernel), sizes[1], in, kernel);
      bias[layer] = weights.bias(sizes[1]);
    }
    long context = Arrays.stream(dilations).sum() * (kernel - 1);
    batch = randn(sizes[4], sizes[0], context + sizes[3]);
    item = randn(1, sizes[0], context + 1);
  }

  @Override
  public TensorVector parameters() {
    return weights.all();
  }

  @Override
  public Tensor batch() {
    return batch;
  }

  /** libtorch keeps nothing between steps: the context comes again. */
  @Override
  public Tensor item() {
    return item;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor hidden = input;
    for (int layer = 0; layer < weight.length; layer++) {
      long[] dilation = {dilations[layer]};
      Tensor branch = conv1d(hidden, weight[layer], bias[layer], STRIDE, PADDING, dilation, 1);
      if (layer > 0) {
        long reach = dilations[layer] * (kernel - 1);
        Tensor newest = hidden.narrow(2, reach, hidden.size(2) - reach);
        branch = newest.add(branch.relu_());
      }
      hidden = branch;
    }
    return hidden;
  }
}
