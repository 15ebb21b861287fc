package io.thalweg.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpecTest {

  private static Spec with(Object value) {
    return new Spec("conv", Map.of("size", value));
  }

  @Test
  void integer_absent_isTheDefault() {
    assertThat(Spec.of("conv").integer("size", 7, 1, 9)).isEqualTo(7);
  }

  @Test
  void integer_atItsBounds_isTaken() {
    assertThat(with(1).integer("size", 7, 1, 9)).isEqualTo(1);
    assertThat(with(9L).integer("size", 7, 1, 9)).isEqualTo(9);
    assertThat(with(3.0).integer("size", 7, 1, 9)).isEqualTo(3);
  }

  static List<Object> notIntegers() {
    return List.of(
        0, 10, 2.5, Double.NaN, Double.POSITIVE_INFINITY, "three", "NaN", List.of(3), 1L << 33);
  }

  @ParameterizedTest
  @MethodSource("notIntegers")
  void integer_notAWholeNumberInRange_isRefusedByName(Object value) {
    assertThatThrownBy(() -> with(value).integer("size", 7, 1, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("conv.size must be")
        .hasMessageEndingWith("not " + value);
  }

  static List<Object> notLists() {
    return List.of(
        3, List.of(), List.of(1, 20), List.of("1"), List.of(1.5), List.of((1L << 32) + 1));
  }

  @ParameterizedTest
  @MethodSource("notLists")
  void integers_notAListOfWholeNumbersInRange_isRefusedByName(Object value) {
    assertThatThrownBy(() -> with(value).integers("size", List.of(1), 1, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("conv.size must be a list of whole numbers between 1 and 9")
        .hasMessageEndingWith("not " + value);
  }

  @Test
  void integers_listOrDefault_isTakenInOrder() {
    assertThat(with(List.of(4, 2)).integers("size", List.of(1), 1, 9)).containsExactly(4, 2);
    assertThat(Spec.of("conv").integers("size", List.of(1, 8), 1, 9)).containsExactly(1, 8);
  }

  @Test
  void allow_unknownOption_isNamedBesideTheKnown() {
    assertThatThrownBy(() -> with(1).allow("width", "depth"))
        .hasMessage("conv has no option 'size'; it has [depth, width]");
    assertThat(with(1).allow("size")).isEqualTo(with(1));
  }

  @Test
  void toString_optionsInAnyOrder_isTheSame() {
    Spec one = new Spec("conv", Map.of("a", 1, "b", 2, "c", 3));
    Map<String, Object> reversed = new java.util.LinkedHashMap<>();
    reversed.put("c", 3);
    reversed.put("b", 2);
    reversed.put("a", 1);

    assertThat(new Spec("conv", reversed)).hasToString(one.toString()).isEqualTo(one);
  }

  @Test
  void find_unknownPart_isNamedBesideWhatThereIs() {
    Registry<Integer> registry = new Registry<>("encoder", Map.of("gru", 1, "conv", 2));

    assertThat(registry.find(Spec.of("conv"))).isEqualTo(2);
    assertThatThrownBy(() -> registry.find(Spec.of("lstm")))
        .hasMessage("there is no encoder 'lstm'; there is [conv, gru]");
  }
}
