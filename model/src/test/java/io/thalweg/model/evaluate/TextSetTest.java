package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSetTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("set.txt"), text);
  }

  @Test
  void read_labelBlankSentence_areTaken() throws IOException {
    TextSet set = TextSet.read(file("10 What now ?\n\n2 Go  on!\n2 no\n"));

    assertThat(set.classes()).containsExactly("2", "10");
    assertThat(set.lines())
        .containsExactly(
            new LabelledLine("10", List.of("what", "now", "?")),
            new LabelledLine("2", List.of("go", "on", "!")),
            new LabelledLine("2", List.of("no")));
    assertThat(set.labels(set.lines())).containsExactly(1, 0, 0);
    assertThat(set.name()).isEqualTo("set.txt");
  }

  @Test
  void read_whatIsNotOfThatForm_isRefusedWithItsLine() throws IOException {
    assertThatThrownBy(() -> TextSet.read(file("1 a\n\nalone\n")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("set.txt, line 3: no sentence after the label 'alone'");
    assertThatThrownBy(() -> TextSet.read(file("1 a\n1 b\n")))
        .hasMessageEndingWith("set.txt has lines of 1 classes: too few");
    StringBuilder prose = new StringBuilder();
    for (int i = 0; i < 1100; i++) {
      prose.append("word").append(i).append(" and more\n");
    }
    assertThatThrownBy(() -> TextSet.read(file(prose.toString())))
        .hasMessageContaining("has more than 1,000 labels");
  }

  @Test
  void bagOfWords_wordsThatComeTwice_areColumnsByFallingCount() {
    List<LabelledLine> train =
        List.of(
            new LabelledLine("a", List.of("x", "y", "x", "z")),
            new LabelledLine("b", List.of("y", "x", "once")),
            new LabelledLine("b", List.of("w", "z")));

    BagOfWords bag = new BagOfWords(train);
    SparseRows rows =
        bag.rows(
            List.of(
                new LabelledLine("a", List.of("z", "x", "x", "new")),
                new LabelledLine("a", List.of("once")),
                new LabelledLine("a", List.of("y"))));

    // x three times, then y and z, twice each; w and once come once.
    assertThat(bag.size()).isEqualTo(3);
    assertThat(rows.starts()).containsExactly(0, 2, 2, 3);
    assertThat(rows.columns()).containsExactly(0, 2, 1);
    assertThat(rows.values()).containsOnly(1);
  }
}
