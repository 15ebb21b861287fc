package io.thalweg.streams.cli.bench.core;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.optim.Adam;
import io.thalweg.model.optim.Decay;
import io.thalweg.model.optim.Optimizer;
import io.thalweg.model.optim.Schedule;
import java.util.SplittableRandom;

/** A shape as this project runs it. */
final class OwnNetwork {
  private static final double RATE = 1e-3;
  private static final double BETA2 = 0.999;

  private OwnNetwork() {}

  /** One optimizer step: forward, gradient of the mean squared error, backward, Adam. */
  static Contestant step(Shape shape) {
    Encoder encoder = shape.encoder();
    float[] parameters = initialised(encoder);
    float[] gradient = new float[parameters.length];
    Optimizer optimizer = new Adam(parameters.length, Schedule.constant(RATE), BETA2, Decay.NONE);
    Encoder.Pass pass = encoder.newPass(shape.batch(), shape.length());
    System.arraycopy(shape.items(pass.input().length, 1), 0, pass.input(), 0, pass.input().length);
    float[] target = Values.gaussian(pass.embeddings().length, 2);
    float[] embeddingGradient = new float[target.length];
    return Contestant.of(
        () -> {
          pass.forward(parameters, 0);
          squaredErrorGradient(pass.embeddings(), target, embeddingGradient);
          pass.backward(parameters, 0, embeddingGradient, gradient);
          optimizer.step(parameters, gradient, 1f);
        });
  }

  /** One further item of one entity. */
  static Contestant serve(Shape shape) {
    Encoder encoder = shape.encoder();
    Encoder.Stepper stepper = encoder.newStepper(initialised(encoder), 0);
    float[] state = new float[stepper.stateSize()];
    stepper.reset(state);
    float[] item = shape.items(encoder.inputSize(), 3);
    float[] embedding = new float[encoder.embeddingSize()];
    return Contestant.of(() -> stepper.step(state, item, embedding));
  }

  private static float[] initialised(Encoder encoder) {
    float[] parameters = new float[encoder.parameterCount()];
    encoder.initialise(parameters, 0, new SplittableRandom(1));
    return parameters;
  }

  private static void squaredErrorGradient(float[] output, float[] target, float[] gradient) {
    float twice = 2f / output.length;
    for (int i = 0; i < output.length; i++) {
      gradient[i] = twice * (output[i] - target[i]);
    }
  }
}
