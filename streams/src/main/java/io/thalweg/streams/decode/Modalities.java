package io.thalweg.streams.decode;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The modalities a pipeline file can name. {@code sensor} is the one whose events are read as
 * {@code source.format} says; any other reads them itself.
 */
public final class Modalities {
  private static final Registry<Function<Spec, Optional<Modality>>> REGISTRY =
      Registry.open(
          "modality",
          Map.of("sensor", Modalities::sensor),
          ModalityProvider.class,
          provider -> spec -> Optional.of(provider.create(spec)));

  private Modalities() {}

  /** The modality a spec names; empty: the events are records of numbers. */
  public static Optional<Modality> create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }

  private static Optional<Modality> sensor(Spec spec) {
    spec.allow();
    return Optional.empty();
  }
}
