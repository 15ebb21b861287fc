package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldSetTest {

  @Test
  void id_isAPrefixOfTheSha256OfTheNamesInLines() {
    // printf 'cpu\nmem\n' | sha256sum
    assertThat(new FieldSet(List.of("cpu", "mem")).id()).isEqualTo("ff1f6307b12d23d9");
  }

  @Test
  void id_ofAnotherOrderOrSplit_differs() {
    String id = new FieldSet(List.of("cpu", "mem")).id();

    assertThat(new FieldSet(List.of("mem", "cpu")).id()).isNotEqualTo(id);
    assertThat(new FieldSet(List.of("cpumem")).id()).isNotEqualTo(id);
  }

  @Test
  void new_emptyOrRepeatedNames_isRefused() {
    assertThatThrownBy(() -> new FieldSet(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new FieldSet(List.of("a", "a"))).hasMessageContaining("distinct");
  }

  @Test
  void indexIn_olderSet_mapsKnownFieldsAndMarksNewOnes() {
    FieldSet older = new FieldSet(List.of("a", "b", "c"));

    assertThat(new FieldSet(List.of("c", "x", "a")).indexIn(older)).containsExactly(2, -1, 0);
  }
}
