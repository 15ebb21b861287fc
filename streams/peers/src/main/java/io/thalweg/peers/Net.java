package io.thalweg.peers;

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
}
