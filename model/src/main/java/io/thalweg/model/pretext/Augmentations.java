package io.thalweg.model.pretext;

import io.thalweg.model.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The augmentations a task of two views can name, each as an option whose number is its strength; 0
 * leaves it out. They are applied in the order below. A new one is one file and one line here.
 */
final class Augmentations {

  /**
   * One line.
   *
   * @param otherwise strength where the option is not given
   * @param most greatest strength allowed
   */
  private record Named(
      String name, double otherwise, double most, DoubleFunction<Augmentation> make) {}

  private static final List<Named> ALL =
      List.of(
          new Named("crop", 0.5, 1, Crop::new),
          new Named("scaling", 0.1, 10, Scaling::new),
          new Named("jitter", 0.1, 10, Jitter::new),
          new Named("field.dropout", 0.1, 1, FieldDropout::new),
          new Named("time.masking", 0.1, 1, TimeMasking::new));

  private Augmentations() {}

  /** Options they go by. */
  static List<String> names() {
    return ALL.stream().map(Named::name).toList();
  }

  /** Those a spec asks for. */
  static List<Augmentation> of(Spec spec) {
    List<Augmentation> chosen = new ArrayList<>();
    for (Named named : ALL) {
      double strength = spec.number(named.name, named.otherwise, 0, named.most);
      if (strength > 0) {
        chosen.add(named.make.apply(strength));
      }
    }
    return List.copyOf(chosen);
  }
}
