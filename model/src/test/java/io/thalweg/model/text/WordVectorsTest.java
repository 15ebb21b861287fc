package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
  private final WordVectors vectors =
      new WordVectors(
          List.of("king", "man", "woman", "queen", "nothing"),
          new float[] {1, 1, 1, 0, -1, 0, -1, 1, 0, 0},
          2);

  @Test
  void analogy_theExampleOfTheClass_isQueen() {
    assertThat(vectors.analogy("man", "king", "woman", 1))
        .extracting(WordVectors.Neighbour::word)
        .containsExactly("queen");
  }

  @Test
  void nearest_ordersByCosineWithoutTheWordItself() {
    List<WordVectors.Neighbour> near = vectors.nearest("king", 4);

    // Cosines 1/sqrt(2), 0, 0, -1/sqrt(2); of two as near the more frequent comes first.
    assertThat(near)
        .extracting(WordVectors.Neighbour::word)
        .containsExactly("man", "queen", "nothing", "woman");
    assertThat(near.get(0).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-7));
  }

  @Test
  void cosine_isSymmetricAndZeroForAVectorOfZeros() {
    assertThat(vectors.cosine("king", "woman").orElseThrow())
        .isCloseTo(-Math.sqrt(0.5), within(1e-7));
    assertThat(vectors.cosine("woman", "king")).isEqualTo(vectors.cosine("king", "woman"));
    assertThat(vectors.cosine("king", "nothing")).hasValue(0);
  }

  @Test
  void unknownWord_hasNoVectorNoCosineAndNoNeighbours() {
    assertThat(vectors.vector("prince")).isEmpty();
    assertThat(vectors.cosine("king", "prince")).isEmpty();
    assertThat(vectors.nearest("prince", 3)).isEmpty();
    assertThat(vectors.analogy("man", "king", "prince", 3)).isEmpty();
  }

  @Test
  void constructor_shapesThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new WordVectors(List.of("a"), new float[3], 2))
        .hasMessage("3 floats are not [1 words, 2]");
    assertThatThrownBy(() -> new WordVectors(List.of("a", "a"), new float[4], 2))
        .hasMessage("there are two vectors of a");
  }
}
