package io.thalweg.streams.cli.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.encoder.Encoder;
import org.junit.jupiter.api.Test;

class ShapesTest {

  @Test
  void products_gru_areThreeGatesOverAllTimes() {
    // Forward 2 * 1024 * 192 * (38 + 64), twice that backward, but for the items' gradient and that
    // of the state before the first.
    double forward = 2.0 * 1024 * 192 * (38 + 64);
    double backward = 2 * forward - 2.0 * 1024 * 192 * 38 - 2.0 * 32 * 192 * 64;

    assertThat(operations(new GruShape())).isEqualTo(forward + backward);
  }

  @Test
  void products_causalConv_areOneWindowPerPositionThatLaterLayersNeed() {
    // Of 94 items layers compute 92, 88, 80 and 64 positions, three products each but the first.
    double perTime = 2.0 * 32 * 3 * 64 * 64;

    assertThat(operations(new CausalConvShape()))
        .isEqualTo(perTime * (2 * 92 + 3 * (88 + 80 + 64)));
  }

  @Test
  void all_everyShape_hasANameOfItsOwnAndRuns() {
    assertThat(Shapes.all()).extracting(Shape::name).doesNotHaveDuplicates();
    for (Shape shape : Shapes.all()) {
      Encoder.Pass pass = shape.encoder().newPass(shape.batch(), shape.length());
      assertThat(pass.embeddings())
          .hasSize(shape.batch() * shape.length() * shape.encoder().embeddingSize());
      assertThat(OwnNetwork.step(shape).run(1)).isPositive();
      assertThat(OwnNetwork.serve(shape).run(1)).isPositive();
      assertThat(shape.dl4j().step().run(1)).isPositive();
      assertThat(shape.dl4j().serve().run(1)).isPositive();
    }
  }

  @Test
  void product_noSize_isRefused() {
    assertThatThrownBy(() -> Product.forward(1, 0, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a product needs sizes of at least 1, not [1, 3, 0] 1 times");
  }

  private static double operations(Shape shape) {
    return shape.products().stream().mapToDouble(Product::operations).sum();
  }
}
