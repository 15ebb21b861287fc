package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.mse_loss;
import static org.bytedeco.pytorch.global.torch.randn_like;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network as libtorch runs it. */
interface Net {

  /** All weights. */
  TensorVector parameters();

  /** One micro-batch. */
  Tensor batch();

  /** What one serving step is given: the batch dimension is 1. */
  Tensor item();

  /** Embeddings of a batch. */
  Tensor forward(Tensor input);

  /** The embedding of one further item. A recurrent network goes on from its state. */
  default Tensor next(Tensor item) {
    return forward(item);
  }

  /** What a batch is to learn, drawn once. */
  default Tensor target() {
    return randn_like(forward(batch())).detach();
  }

  /** Mean squared error of a batch, or what its network learns from instead. */
  default Tensor loss(Tensor target) {
    return mse_loss(forward(batch()), target);
  }
}
