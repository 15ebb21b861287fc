package io.thalweg.peers;

/** The networks by the names the benchmark uses. A new one is one file and one line here. */
final class Nets {
  private Nets() {}

  static Net create(String name, long[] sizes) {
    return switch (name) {
      case "mlp", "mlp-large" -> new MlpNet(sizes);
      case "gru" -> new GruNet(sizes);
      case "causal-conv" -> new CausalConvNet(sizes);
      case "transformer" -> new TransformerNet(sizes);
      case "conv-net" -> new ConvNetNet(sizes);
      default -> throw new IllegalArgumentException("there is no network '" + name + "'");
    };
  }
}
