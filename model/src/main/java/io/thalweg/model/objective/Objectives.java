package io.thalweg.model.objective;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/**
 * The objectives a pipeline file can name. A new objective is one file and one line here, or an
 * {@link ObjectiveProvider} in a jar.
 */
public final class Objectives {

  /** Makes an objective for targets of a given size from its options. */
  @FunctionalInterface
  public interface Factory {
    /** Checks the options and makes the objective. */
    Objective create(int targetSize, Spec spec);
  }

  private static final Registry<Factory> REGISTRY =
      Registry.open(
          "objective",
          Map.of(
              "student-t",
              (size, spec) -> new StudentT(plain(size, spec)),
              "gaussian",
              (size, spec) -> new Gaussian(plain(size, spec)),
              "squared-error",
              (size, spec) -> new SquaredError(plain(size, spec)),
              "huber",
              Objectives::huber,
              "binary-cross-entropy",
              (size, spec) -> new BinaryCrossEntropy(plain(size, spec)),
              "softmax",
              Objectives::softmax,
              "sampled-softmax",
              Objectives::sampledSoftmax,
              "negative-sampling",
              Objectives::negativeSampling),
          ObjectiveProvider.class,
          provider -> provider::create);

  private Objectives() {}

  /** The objective a spec names. */
  public static Objective create(int targetSize, Spec spec) {
    return REGISTRY.find(spec).create(targetSize, spec);
  }

  private static int plain(int targetSize, Spec spec) {
    spec.allow();
    return targetSize;
  }

  private static Objective huber(int targetSize, Spec spec) {
    spec.allow("delta");
    return new Huber(targetSize, spec.number("delta", 1, 1e-6, 1e6));
  }

  private static Objective softmax(int targetSize, Spec spec) {
    spec.allow("vocabulary");
    oneId(targetSize, spec);
    return new SoftmaxCrossEntropy(vocabulary(spec));
  }

  private static Objective sampledSoftmax(int targetSize, Spec spec) {
    spec.allow("vocabulary", "width", "samples");
    oneId(targetSize, spec);
    return new SampledSoftmax(
        spec.integer("width", 64, 1, 4096),
        spec.integer("samples", 64, 1, 1 << 16),
        Proposal.logUniform(vocabulary(spec)));
  }

  private static Objective negativeSampling(int targetSize, Spec spec) {
    spec.allow("vocabulary", "width", "negatives");
    return new NegativeSampling(
        targetSize,
        spec.integer("width", 100, 1, 4096),
        spec.integer("negatives", 5, 1, 1024),
        Proposal.logUniform(vocabulary(spec)));
  }

  private static int vocabulary(Spec spec) {
    return spec.integer("vocabulary", 256, 2, 1 << 20);
  }

  private static void oneId(int targetSize, Spec spec) {
    if (targetSize != 1) {
      throw new IllegalArgumentException(
          "%s predicts one id, the task has targets of %d values"
              .formatted(spec.type(), targetSize));
    }
  }
}
