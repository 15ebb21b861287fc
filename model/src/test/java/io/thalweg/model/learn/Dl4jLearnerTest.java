package io.thalweg.model.learn;

import io.thalweg.model.spec.Spec;
import io.thalweg.model.testing.Pipelines;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.nd4j.linalg.activations.Activation;

/** A network of DL4J is trained by the same learner, checkpoints and all. */
final class Dl4jLearnerTest extends LearnerContract {
  @Override
  LearnerSettings settings(long seed) {
    String configuration =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.TANH)
            .list()
            .layer(new LSTM.Builder().nIn(1).nOut(8).build())
            .build()
            .toJson();
    return Pipelines.learner(
        new Spec("dl4j", Map.of("configuration", configuration, "context", 4)), 4, seed);
  }

  /** DL4J makes arrays for every operation. */
  @Override
  long mostBytesPerStep() {
    return 8 << 20;
  }
}
