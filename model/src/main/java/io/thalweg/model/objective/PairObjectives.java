package io.thalweg.model.objective;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.function.Function;

/** The losses over pairs of embeddings that a spec can name. A new one is one line here. */
public final class PairObjectives {
  private static final Registry<Function<Spec, PairObjective>> REGISTRY =
      new Registry<>(
          "pair objective",
          Map.of("info-nce", PairObjectives::infoNce, "vicreg", PairObjectives::vicReg));

  private PairObjectives() {}

  /** The loss a spec names. */
  public static PairObjective create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }

  private static PairObjective infoNce(Spec spec) {
    spec.allow("temperature", "similarity", "ways");
    return new InfoNce(
        spec.number("temperature", 0.1, 1e-3, 1e3),
        spec.word("similarity", "cosine", "cosine", "product").equals("cosine"),
        spec.integer("ways", 2, 1, 2) == 2);
  }

  private static PairObjective vicReg(Spec spec) {
    spec.allow("invariance", "variance", "covariance");
    return VicReg.mean(
        spec.number("invariance", 25, 0, 1e6),
        spec.number("variance", 25, 0, 1e6),
        spec.number("covariance", 1, 0, 1e6));
  }
}
