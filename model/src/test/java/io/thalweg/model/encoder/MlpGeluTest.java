package io.thalweg.model.encoder;

import io.thalweg.model.layer.Activation;

/** Without a window, and smooth but not monotone. */
class MlpGeluTest extends EncoderContract {

  @Override
  Encoder encoder() {
    return new Mlp(3, 0, Activation.GELU, 7, 6, 5);
  }

  @Override
  Encoder withInputs(int inputs) {
    return new Mlp(inputs, 0, Activation.GELU, 7, 6, 5);
  }

  @Override
  SlowEncoder reference() {
    return new SlowMlp(3, 0, SlowMlp::gelu, 7, 6, 5);
  }
}
