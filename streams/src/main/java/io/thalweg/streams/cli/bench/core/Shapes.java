package io.thalweg.streams.cli.bench.core;

import java.util.List;

/** The networks that are measured. A new one is one file and one line here. */
final class Shapes {
  private Shapes() {}

  static List<Shape> all() {
    return List.of(
        MlpShape.small(),
        MlpShape.large(),
        new GruShape(),
        new CausalConvShape(),
        new TransformerNetShape(),
        new ConvNetShape());
  }
}
