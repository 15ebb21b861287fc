package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.randint;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A causal Transformer of tokens with learned positions, normalisation in front of each half of a
 * block and after the last, no biases inside, and an untied linear head over the vocabulary for
 * learning. Sizes: vocabulary, width, layers, heads, feed forward, times, batch. Serving computes
 * the whole sequence: libtorch keeps no keys and values.
 */
final class TransformerNet implements Net {
  private static final double EPSILON = 1e-5;

  private final Weights weights = new Weights();
  private final long width;
  private final long heads;
  private final long times;
  private final Tensor table;
  private final Tensor position;
  private final Block[] blocks;
  private final Norm last;
  private final Tensor head;
  private final TensorOptional headBias;
  private final Tensor batch;
  private final Tensor item;

  TransformerNet(long[] sizes) {
    width = sizes[1];
    heads = sizes[3];
    times = sizes[5];
    table = weights.normal(1, sizes[0], width);
    position = weights.normal(0.1, times, width);
    blocks = new Block[(int) sizes[2]];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] =
          new Block(
              norm(),
              matrix(3 * width, width),
              matrix(width, width),
              norm(),
              matrix(sizes[4], width),
              matrix(width, sizes[4]));
    }
    last = norm();
    head = matrix(sizes[0], width);
    headBias = weights.bias(sizes[0]);
    batch = randint(0, sizes[0], new long[] {sizes[6], times}).to(ScalarType.Long);
    item = randint(0, sizes[0], new long[] {1, times}).to(ScalarType.Long);
  }

  private record Norm(TensorOptional gain, TensorOptional shift) {}

  private record Block(
      Norm first, Tensor queries, Tensor out, Norm second, Tensor up, Tensor down) {}

  private Norm norm() {
    return new Norm(weights.bias(width), weights.bias(width));
  }

  private Tensor matrix(long out, long in) {
    return weights.normal(1 / Math.sqrt(in), out, in);
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
    Tensor x = embedding(table, input).add(position);
    for (Block block : blocks) {
      x = x.add(attention(block, normalised(x, block.first())));
      Tensor hidden = gelu(linear(normalised(x, block.second()), block.up()));
      x = x.add(linear(hidden, block.down()));
    }
    return normalised(x, last);
  }

  /** The next id of every position. */
  @Override
  public Tensor target() {
    return randint(0, head.size(0), new long[] {batch.numel()}).to(ScalarType.Long);
  }

  @Override
  public Tensor loss(Tensor target) {
    return cross_entropy_loss(linear(forward(batch).view(-1, width), head, headBias), target);
  }

  private Tensor normalised(Tensor x, Norm norm) {
    return layer_norm(x, new long[] {width}, norm.gain(), norm.shift(), EPSILON, true);
  }

  private Tensor attention(Block block, Tensor x) {
    long rows = x.size(0);
    Tensor joined =
        linear(x, block.queries())
            .view(rows, times, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4);
    Tensor seen =
        scaled_dot_product_attention(
            joined.select(0, 0),
            joined.select(0, 1),
            joined.select(0, 2),
            new TensorOptional(),
            0,
            true,
            new DoubleOptional(),
            false);
    return linear(seen.transpose(1, 2).reshape(rows, times, width), block.out());
  }
}
