package io.thalweg.peers;

import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/** Makes weights that learn, and keeps them for the optimizer. */
final class Weights {
  private final TensorVector all = new TensorVector();

  /** Normal values with a standard deviation. */
  Tensor normal(double spread, long... shape) {
    try (PointerScope scope = new PointerScope()) {
      Tensor weights = randn(shape).mul(new Scalar(spread));
      weights.retainReference();
      weights.set_requires_grad(true);
      all.push_back(weights);
      return weights;
    }
  }

  /** The same in the form in which biases are taken. */
  TensorOptional bias(long size) {
    return new TensorOptional(normal(0.1, size));
  }

  TensorVector all() {
    return all;
  }
}
