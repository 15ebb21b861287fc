package io.thalweg.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchitectureTest {
  private static final Architecture SMALL =
      new Architecture(
          6,
          new Spec("causal-conv", Map.of("channels", 8, "kernel", 2, "dilations", List.of(1, 2))),
          new Spec("next-item", Map.of("order", 2)),
          Spec.of("student-t"));

  @Test
  void fromJson_whatToJsonWrote_isEqual() {
    Architecture read = Architecture.fromJson(SMALL.toJson());

    assertThat(read).isEqualTo(SMALL);
    assertThat(read.toJson()).isEqualTo(SMALL.toJson());
  }

  @Test
  void toJson_isStable() {
    assertThat(SMALL.toJson())
        .isEqualTo(
            "{\"itemSize\":6,\"encoder\":{\"type\":\"causal-conv\",\"options\":{\"channels\":8,"
                + "\"dilations\":[1,2],\"kernel\":2}},\"task\":{\"type\":\"next-item\",\"options\":"
                + "{\"order\":2}},\"objective\":{\"type\":\"student-t\",\"options\":{}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"itemSize\":6}",
        "{\"itemSize\":null,\"encoder\":null,\"task\":null,\"objective\":null}",
        "{\"itemSize\":6,\"encoder\":{\"type\":null,\"options\":{}},\"task\":{\"type\":\"a\","
            + "\"options\":{}},\"objective\":{\"type\":\"a\",\"options\":{}}}",
        "{\"itemSize\":6,\"encoder\":{\"type\":\"a\"},\"task\":{\"type\":\"a\",\"options\":{}},"
            + "\"objective\":{\"type\":\"a\",\"options\":{}}}",
        "{\"itemSize\":6,\"surplus\":1}"
      })
  void fromJson_notAnArchitecture_isRefused(String json) {
    assertThatThrownBy(() -> Architecture.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not an architecture");
  }

  /**
   * Offsets by hand: layers (2*6*8 + 8) + (2*8*8 + 8), head 8*6 + 6, 3 tails, (2*3 + 1)*3, 3
   * shares.
   */
  @Test
  void offsets_ofASmallNetwork_lieOneAfterTheOther() {
    int head = 2 * 6 * 8 + 8 + 2 * 8 * 8 + 8;
    assertThat(SMALL.headOffset()).isEqualTo(head);
    assertThat(SMALL.objectiveOffset()).isEqualTo(head + 8 * 6 + 6);
    assertThat(SMALL.closedFormOffset()).isEqualTo(head + 8 * 6 + 6 + 3);
    assertThat(SMALL.parameterCount()).isEqualTo(head + 8 * 6 + 6 + 3 + 7 * 3 + 3);
    assertThat(SMALL.segmentContext()).as("reach 1 + 2, and the item before").isEqualTo(4);
  }

  @Test
  void initialise_headIsZeroAndAutoregressionPersists() {
    float[] parameters = SMALL.initialise(1);

    for (int i = SMALL.headOffset(); i < SMALL.objectiveOffset(); i++) {
      assertThat(parameters[i]).isZero();
    }
    // Weights [7, 3], then shares of zero.
    float[] expected = new float[7 * 3 + 3];
    expected[0] = 1;
    expected[4] = 1;
    expected[8] = 1;
    int from = SMALL.closedFormOffset();
    assertThat(java.util.Arrays.copyOfRange(parameters, from, parameters.length))
        .isEqualTo(expected);
  }

  @Test
  void initialise_sameSeed_isTheSame_anotherSeedIsNot() {
    assertThat(SMALL.initialise(1)).isEqualTo(SMALL.initialise(1));
    assertThat(SMALL.initialise(2)).isNotEqualTo(SMALL.initialise(1));
  }
}
