package io.thalweg.model.encoder;

import io.thalweg.model.encoder.dl4j.Dl4jEncoder;
import io.thalweg.model.layer.Activation;
import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The encoders a pipeline file can name. A new encoder is one file and one line here, or one jar.
 */
public final class Encoders {

  /** Makes an encoder for items of a given size from its options. */
  @FunctionalInterface
  public interface Factory {
    /** Checks the options and makes the encoder. */
    Encoder create(int inputSize, Spec spec);
  }

  private static final Registry<Factory> REGISTRY =
      Registry.open(
          "encoder",
          Map.of(
              "bag", Encoders::bag,
              "causal-conv", Encoders::causalConv,
              "conv-net", Encoders::convNet,
              "dl4j", Encoders::dl4j,
              "gru", Encoders::gru,
              "mlp", Encoders::mlp,
              "transformer", Encoders::transformer),
          EncoderProvider.class,
          provider -> provider::create);

  private Encoders() {}

  /** The encoder a spec names. */
  public static Encoder create(int inputSize, Spec spec) {
    return REGISTRY.find(spec).create(inputSize, spec);
  }

  private static Encoder bag(int inputSize, Spec spec) {
    spec.allow("vocabulary", "dimension");
    if (!spec.options().containsKey("vocabulary")) {
      throw new IllegalArgumentException("bag.vocabulary must say how many ids there are");
    }
    return new Bag(
        inputSize,
        spec.integer("vocabulary", 1, 1, 1 << 24),
        spec.integer("dimension", 100, 1, 4096));
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
    spec.allow("hidden", "context", "vocabulary");
    int hidden = spec.integer("hidden", 48, 1, 1024);
    int context = spec.integer("context", 15, 0, 1024);
    OptionalInt vocabulary = vocabulary(inputSize, spec);
    return vocabulary.isPresent()
        ? Gru.ofTokens(vocabulary.getAsInt(), hidden, context)
        : new Gru(inputSize, hidden, context);
  }

  private static Encoder mlp(int inputSize, Spec spec) {
    spec.allow("hidden", "context", "activation");
    return new Mlp(
        inputSize,
        spec.integer("context", 0, 0, 1024),
        Activation.named(spec.oneOf("activation", "gelu", "tanh", "relu")),
        spec.integers("hidden", List.of(128, 64), 1, 4096));
  }

  private static Encoder convNet(int inputSize, Spec spec) {
    spec.allow("frame", "context", "channels", "kernel", "stride", "embedding", "activation");
    int[] frame = spec.integers("frame", List.of(32, 32, 1), 1, 4096);
    Sizes.same("length of conv-net.frame, its height, width and channels", 3, frame.length);
    ConvNet net =
        new ConvNet(
            frame[0],
            frame[1],
            frame[2],
            spec.integer("kernel", 3, 1, 15),
            spec.integer("stride", 2, 1, 15),
            spec.integer("embedding", 64, 1, 4096),
            Activation.named(spec.oneOf("activation", "relu", "gelu", "tanh")),
            spec.integers("channels", List.of(16, 32), 1, 1024));
    Sizes.same("floats of conv-net.frame", inputSize, net.inputSize());
    return net.withContext(spec.integer("context", 0, 0, 64));
  }

  private static Encoder transformer(int inputSize, Spec spec) {
    spec.allow(
        "layers",
        "width",
        "heads",
        "feed-forward",
        "vocabulary",
        "attention",
        "context",
        "window",
        "positions",
        "length");
    TransformerShape shape =
        new TransformerShape(
            spec.integer("layers", 2, 1, 64),
            spec.integer("width", 64, 2, 4096),
            spec.integer("heads", 4, 1, 64),
            spec.integer("feed-forward", 128, 1, 16384));
    TransformerInput input = transformerInput(inputSize, spec);
    if (spec.oneOf("attention", "causal", "bidirectional").equals("causal")) {
      spec.without("attention", "causal", "positions", "length");
      return Transformer.causal(
          input, shape, spec.integer("context", 15, 0, 1024), spec.integer("window", 64, 1, 4096));
    }
    spec.without("attention", "bidirectional", "context", "window");
    return Transformer.bidirectional(input, shape, positions(spec));
  }

  private static TransformerInput transformerInput(int inputSize, Spec spec) {
    OptionalInt vocabulary = vocabulary(inputSize, spec);
    return vocabulary.isPresent()
        ? new TransformerInput.Tokens(vocabulary.getAsInt())
        : new TransformerInput.Items(inputSize);
  }

  /** Ids an encoder's items name, where it is given a vocabulary. */
  private static OptionalInt vocabulary(int inputSize, Spec spec) {
    if (!spec.options().containsKey("vocabulary")) {
      return OptionalInt.empty();
    }
    Sizes.same("inputSize of token ids", 1, inputSize);
    return OptionalInt.of(spec.integer("vocabulary", 1, 1, 1 << 24));
  }

  private static Positions positions(Spec spec) {
    if (spec.oneOf("positions", "learned", "rotary").equals("rotary")) {
      spec.without("positions", "rotary", "length");
      return new Positions.Rotary();
    }
    return new Positions.Learned(spec.integer("length", 256, 1, 4096));
  }
}
