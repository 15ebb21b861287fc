package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's own GRU, time-major as it prefers. Sizes: inputs, hidden, times, batch. */
final class GruNet implements Net {
  private final GRUImpl gru;
  private final TensorVector parameters;
  private final Tensor batch;
  private final Tensor item;
  private final Tensor state;

  GruNet(long[] sizes) {
    gru = new GRUImpl(new GRUOptions(sizes[0], sizes[1]));
    parameters = gru.parameters();
    batch = randn(sizes[2], sizes[3], sizes[0]);
    item = randn(1, 1, sizes[0]);
    state = zeros(1, 1, sizes[1]);
  }

  @Override
  public TensorVector parameters() {
    return parameters;
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
    return gru.forward(input).get0();
  }

  @Override
  public Tensor next(Tensor item) {
    T_TensorTensor_T next = gru.forward(item, state);
    state.copy_(next.get1());
    return next.get0();
  }
}
