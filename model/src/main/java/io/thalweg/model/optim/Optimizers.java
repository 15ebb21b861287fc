package io.thalweg.model.optim;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/**
 * The optimizers a pipeline file can name, each with a schedule. A new one is one file and one line
 * here, or an {@link OptimizerProvider} in a jar.
 *
 * <p>All take {@code rate} (the peak), {@code warm.up}, {@code schedule} ({@code
 * inverse-square-root}, {@code constant}, {@code cosine}, {@code cosine-restarts}) and the options
 * of that schedule.
 */
public final class Optimizers {

  /** Makes an optimizer from its options. */
  @FunctionalInterface
  public interface Factory {
    /** Checks the options and makes the optimizer; see {@link OptimizerProvider#create}. */
    Optimizer create(int size, int weights, Spec spec);
  }

  private static final Registry<Factory> REGISTRY =
      Registry.open(
          "optimizer",
          Map.of(
              "adam", Optimizers::adam,
              "adamw", Optimizers::adamW,
              "lion", Optimizers::lion,
              "sgd", Optimizers::sgd),
          OptimizerProvider.class,
          provider -> provider::create);

  private Optimizers() {}

  /**
   * The optimizer a spec names.
   *
   * @param size number of parameters
   * @param weights how many of the leading ones are weights that may decay
   */
  public static Optimizer create(int size, int weights, Spec spec) {
    return REGISTRY.find(spec).create(size, weights, spec);
  }

  private static Optimizer adam(int size, int weights, Spec spec) {
    Schedule schedule = Schedules.of(spec, 1e-3, "beta2");
    return new Adam(size, schedule, share(spec, "beta2", 0.99), Decay.NONE);
  }

  private static Optimizer adamW(int size, int weights, Spec spec) {
    Schedule schedule = Schedules.of(spec, 1e-3, "beta2", "decay");
    return new Adam(size, schedule, share(spec, "beta2", 0.99), decay(spec, 0.01, weights));
  }

  private static Optimizer lion(int size, int weights, Spec spec) {
    Schedule schedule = Schedules.of(spec, 1e-4, "beta1", "beta2", "decay");
    return new Lion(
        size,
        schedule,
        share(spec, "beta1", 0.9),
        share(spec, "beta2", 0.99),
        decay(spec, 0, weights));
  }

  private static Optimizer sgd(int size, int weights, Spec spec) {
    Schedule schedule = Schedules.of(spec, 1e-2, "momentum", "nesterov", "decay");
    boolean nesterov = spec.integer("nesterov", 1, 0, 1) == 1;
    return new Momentum(
        size, schedule, share(spec, "momentum", 0.9), nesterov, decay(spec, 0, weights));
  }

  private static double share(Spec spec, String name, double otherwise) {
    return spec.number(name, otherwise, 0, 0.999999);
  }

  private static Decay decay(Spec spec, double otherwise, int weights) {
    return new Decay(spec.number("decay", otherwise, 0, 10), weights);
  }
}
