package io.thalweg.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

final class RegistryTest {
  private static final Map<String, Integer> BUILT_IN = Map.of("gru", 1);

  /** A part whose factory is a number. */
  private record Part(String type, int number) implements Provider {}

  /** The same, from another jar. */
  private record OtherPart(String type, int number) implements Provider {}

  private static Map<String, Integer> merge(Provider... parts) {
    return Registry.merge(
        "encoder", BUILT_IN, List.of(parts), p -> p instanceof Part part ? part.number() : 0);
  }

  @Test
  void merge_newNames_areAddedToTheBuiltIn() {
    assertThat(merge(new Part("conv", 2))).isEqualTo(Map.of("gru", 1, "conv", 2));
  }

  @Test
  void merge_nameOfABuiltInPart_isAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> merge(new Part("gru", 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there are two parts 'gru' of the kind encoder: the built-in one and "
                + Part.class.getName());
  }

  @Test
  void merge_nameThatTwoJarsAdd_isAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> merge(new Part("conv", 2), new OtherPart("conv", 3)))
        .hasMessageContaining(Part.class.getName() + " and " + OtherPart.class.getName());
  }

  @Test
  void merge_brokenJar_isAnErrorThatSaysSo() {
    Iterable<Part> broken =
        () -> {
          throw new ServiceConfigurationError("no such class");
        };

    assertThatThrownBy(() -> Registry.merge("encoder", BUILT_IN, broken, Part::number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a jar on the class path fails to add its encoder: no such class");
  }

  @Test
  void find_unknownName_isRefusedBesideTheKnown() {
    Registry<Integer> registry = new Registry<>("encoder", BUILT_IN);

    assertThat(registry.find(Spec.of("gru"))).isEqualTo(1);
    assertThatThrownBy(() -> registry.find(Spec.of("rnn")))
        .hasMessage("there is no encoder 'rnn'; there is [gru]");
  }
}
