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

  /** One optimizer step: forward, gradient of the loss, backward, Adam. */
  static Contestant step(Shape shape) {
    Encoder encoder = shape.encoder();
    int rows = shape.batch() * shape.length();
    Loss loss =
        shape.vocabulary().isPresent()
            ? new NextIdLoss(rows, encoder.embeddingSize(), shape.vocabulary().getAsInt())
            : new SquaredErrorLoss(rows * encoder.embeddingSize());
    float[] parameters = initialised(encoder, loss);
    float[] gradient = new float[parameters.length];
    Optimizer optimizer = new Adam(parameters.length, Schedule.constant(RATE), BETA2, Decay.NONE);
    Encoder.Pass pass = encoder.newPass(shape.batch(), shape.length());
    System.arraycopy(shape.items(pass.input().length, 1), 0, pass.input(), 0, pass.input().length);
    return Contestant.of(
        () -> {
          pass.forward(parameters, 0);
          float[] slope =
              loss.gradient(parameters, encoder.parameterCount(), pass.embeddings(), gradient);
          pass.backward(parameters, 0, slope, gradient);
          optimizer.step(parameters, gradient, 1f);
        });
  }

  /** One further item of one entity. */
  static Contestant serve(Shape shape) {
    Encoder encoder = shape.encoder();
    Encoder.Stepper stepper = encoder.newStepper(initialised(encoder, new SquaredErrorLoss(1)), 0);
    float[] state = new float[stepper.stateSize()];
    stepper.reset(state);
    float[] item = shape.items(encoder.inputSize(), 3);
    float[] embedding = new float[encoder.embeddingSize()];
    return Contestant.of(() -> stepper.step(state, item, embedding));
  }

  private static float[] initialised(Encoder encoder, Loss loss) {
    float[] parameters = new float[encoder.parameterCount() + loss.parameterCount()];
    SplittableRandom random = new SplittableRandom(1);
    encoder.initialise(parameters, 0, random);
    loss.initialise(parameters, encoder.parameterCount(), random);
    return parameters;
  }
}
