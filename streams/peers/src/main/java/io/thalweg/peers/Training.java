package io.thalweg.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** What is timed: one optimizer step, or one serving step. */
final class Training {
  private static final double RATE = 1e-3;

  private Training() {}

  /** Forward, loss to random targets, backward, Adam. */
  static Runnable step(Net net) {
    Adam optimizer = new Adam(net.parameters(), new AdamOptions(RATE));
    Tensor target = net.target();
    return () -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.zero_grad();
        net.loss(target).backward();
        optimizer.step();
      }
    };
  }

  /** Forward of one item, without what backward would need. */
  static Runnable serve(Net net) {
    return () -> {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        net.next(net.item());
      }
    };
  }
}
