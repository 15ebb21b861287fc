package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordSimilarityTest {
  @TempDir Path folder;

  @Test
  void score_unknownWords_areLeftOutAndCounted() throws IOException {
    Path file = folder.resolve("pairs.txt");
    Files.write(file, List.of("Tiger\tcat  7.35", "", "cat dog 5", "cat stone 1", "cat gnu 9"));
    WordSimilarity set = WordSimilarity.read(file);

    // The order of the people but for the pair that is unknown; names are in lower case.
    WordSimilarity.Score score =
        set.score(
            (one, other) ->
                switch (one + " " + other) {
                  case "tiger cat" -> OptionalDouble.of(0.9);
                  case "cat dog" -> OptionalDouble.of(0.2);
                  case "cat stone" -> OptionalDouble.of(-0.4);
                  default -> OptionalDouble.empty();
                });

    assertThat(score).isEqualTo(new WordSimilarity.Score(1, 3, 4));
  }

  @Test
  void read_aLineThatIsNoPair_isNamed() throws IOException {
    Path file = folder.resolve("pairs.txt");
    for (String wrong : List.of("cat dog", "cat dog much", "cat dog 1 2")) {
      Files.write(file, List.of("tiger cat 7.35", wrong));
      assertThatThrownBy(() -> WordSimilarity.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("line 2 of %s is not two words and a number", file);
    }
  }
}
