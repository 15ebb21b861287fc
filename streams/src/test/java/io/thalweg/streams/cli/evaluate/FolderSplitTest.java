package io.thalweg.streams.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FolderSplitTest {
  private static final List<String> NAMES = List.of("s1", "s2", "s3", "s10", "a-b", "c-d");

  private static FolderSplit of(String train, String test) {
    return FolderSplit.of(
        NAMES,
        Optional.of(train).filter(t -> !t.isEmpty()),
        Optional.of(test).filter(t -> !t.isEmpty()));
  }

  @Test
  void of_nothingSaid_learnsFromTwoThirds() {
    assertThat(of("", "").train()).containsExactly("s1", "s2", "s3", "s10");
    assertThat(of("", "").test()).containsExactly("a-b", "c-d");
  }

  @Test
  void of_namesAndRanges_areTakenInOrderOfTheFolders() {
    FolderSplit split = of("s2-s10,c-d", "");
    assertThat(split.train()).containsExactly("s2", "s3", "s10", "c-d");
    assertThat(split.test()).containsExactly("s1", "a-b");

    assertThat(of("", "s1-s2").train()).hasSize(4).doesNotContain("s1", "s2");
    assertThat(of("s1", "s10-a-b").test()).containsExactly("s10", "a-b");
    assertThat(of("s1", "a-b-c-d").test()).containsExactly("a-b", "c-d");
  }

  @Test
  void of_unknownOrInBoth_isRefused() {
    assertThatThrownBy(() -> of("s1-s4", ""))
        .hasMessage("'s1-s4' is neither a folder nor a range of folders from s1 to c-d");
    assertThatThrownBy(() -> of("s3-s1", "")).hasMessageContaining("'s3-s1' is neither");
    assertThatThrownBy(() -> of("s1-s3", "s3-s10")).hasMessage("learned from and judged: [s3]");
    assertThatThrownBy(() -> of("s1", "s2"))
        .hasMessage("one folder to learn from and two to judge are needed, not [s1] and [s2]");
  }
}
