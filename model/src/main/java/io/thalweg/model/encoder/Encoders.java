package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;

/** The encoders a pipeline file can name. A new encoder is one file and one line here. */
public final class Encoders {

  /** Makes an encoder for items of a given size from its options. */
  @FunctionalInterface
  public interface Factory {
    /** Checks the options and makes the encoder. */
    Encoder create(int inputSize, Spec spec);
  }

  private static final Registry<Factory> REGISTRY =
      new Registry<>(
          "encoder",
          Map.of(
              "causal-conv", Encoders::causalConv,
              "dl4j", Encoders::dl4j,
              "gru", Encoders::gru));

  private Encoders() {}

  /** The encoder a spec names. */
  public static Encoder create(int inputSize, Spec spec) {
    return REGISTRY.find(spec).create(inputSize, spec);
  }

  private static Encoder causalConv(int inputSize, Spec spec) {
    spec.allow("channels", "kernel", "dilations");
    return new CausalConv(
        inputSize,
        spec.integer("channels", 48, 1, 1024),
        spec.integer("kernel", 2, 1, 16),
        spec.integers("dilations", List.of(1, 2, 4, 8), 1, 1024));
  }

  private static Encoder dl4j(int inputSize, Spec spec) {
    spec.allow("configuration", "context");
    return new Dl4jEncoder(
        inputSize, spec.integer("context", 0, 0, 1024), spec.text("configuration"));
  }

  private static Encoder gru(int inputSize, Spec spec) {
    spec.allow("hidden", "context");
    return new Gru(
        inputSize, spec.integer("hidden", 48, 1, 1024), spec.integer("context", 15, 0, 1024));
  }
}
