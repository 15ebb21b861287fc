package io.thalweg.streams.decode;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import java.util.Map;
import java.util.function.Function;

/** The modalities a pipeline file can name. */
public final class Modalities {
  private static final Registry<Function<Spec, Modality>> REGISTRY =
      Registry.open(
          "modality",
          Map.of(
              "sensor", Modalities::sensor, "video", VideoModality::of, "text", TextModality::of),
          ModalityProvider.class,
          provider -> spec -> new NumericModality(provider.create(spec)));

  private Modalities() {}

  /**
   * The modality of a pipeline.
   *
   * @throws ConfigurationException when there is none of that name, or it refuses its options
   */
  public static Modality of(PipelineConfig config) {
    Spec spec = new Spec(config.modality().type(), config.modality().settings());
    try {
      return REGISTRY.find(spec).apply(spec);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("modality: " + e.getMessage() + ".");
    }
  }

  private static Modality sensor(Spec spec) {
    spec.allow();
    return new SensorModality();
  }
}
