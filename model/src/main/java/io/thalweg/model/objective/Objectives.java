package io.thalweg.model.objective;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;

/** The objectives a pipeline file can name. A new objective is one file and one line here. */
public final class Objectives {

  /** Makes an objective for targets of a given size from its options. */
  @FunctionalInterface
  public interface Factory {
    /** Checks the options and makes the objective. */
    Objective create(int targetSize, Spec spec);
  }

  private static final Registry<Factory> REGISTRY =
      new Registry<>("objective", Map.of("student-t", Objectives::studentT));

  private Objectives() {}

  /** The objective a spec names. */
  public static Objective create(int targetSize, Spec spec) {
    return REGISTRY.find(spec).create(targetSize, spec);
  }

  private static Objective studentT(int targetSize, Spec spec) {
    spec.allow();
    return new StudentT(targetSize);
  }
}
