package io.thalweg.model.pretext;

import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The augmentations a task of two views can name, each as an option whose number is its strength; 0
 * leaves it out. They are applied in the order below. Readings, frames and tokens have their own,
 * with their own strengths: what does not matter to the one may be all the other is. A new one is
 * one file and one line here.
 */
final class Augmentations {

  /** Makes an augmentation of a strength, whatever the items' shape. */
  @FunctionalInterface
  private interface OfAny {
    Augmentation make(double strength);
  }

  /** Makes an augmentation of a strength, for frames of a shape. */
  @FunctionalInterface
  private interface OfFrames {
    Augmentation make(PictureShape shape, double strength);
  }

  /**
   * One line.
   *
   * @param otherwise strength where the option is not given
   * @param most greatest strength allowed
   */
  private record Named<M>(String name, double otherwise, double most, M maker) {}

  private static final List<Named<OfAny>> READINGS =
      List.of(
          new Named<>("crop", 0.5, 1, Crop::new),
          new Named<>("scaling", 0.1, 10, Scaling::new),
          new Named<>("jitter", 0.1, 10, Jitter::new),
          new Named<>("field.dropout", 0.1, 1, FieldDropout::new),
          new Named<>("time.masking", 0.1, 1, TimeMasking::new));

  private static final List<Named<OfFrames>> FRAMES =
      List.of(
          new Named<>("rotation", 10, 180, Rotation::new),
          new Named<>("resized.crop", 0.3, 0.9, ResizedCrop::new),
          new Named<>("shift", 0.1, 0.5, Shift::new),
          new Named<>("flip", 0, 1, Flip::new),
          new Named<>("brightness", 0.3, 10, (shape, spread) -> new Brightness(spread)),
          new Named<>("contrast", 0.3, 0.9, (shape, most) -> new Contrast(most)),
          new Named<>("jitter", 0.1, 10, (shape, spread) -> new Jitter(spread)));

  private static final List<Named<OfAny>> TOKENS =
      List.of(
          new Named<>("token.dropout", 0.15, 1, DropTokens::new),
          new Named<>("token.masking", 0.15, 1, MaskTokens::new));

  private Augmentations() {}

  /** Options they go by, for items of a kind. */
  static List<String> names(ViewItems items) {
    return of(items).stream().<String>map(Named::name).toList();
  }

  /** Those a spec asks for, of items of a kind. */
  static List<Augmentation> of(Spec spec, ViewItems items) {
    List<Augmentation> chosen = new ArrayList<>();
    if (items instanceof ViewItems.Frames frames) {
      for (Named<OfFrames> named : FRAMES) {
        strength(spec, named).ifPresent(s -> chosen.add(named.maker.make(frames.shape(), s)));
      }
    } else {
      for (Named<OfAny> named : items instanceof ViewItems.Tokens ? TOKENS : READINGS) {
        strength(spec, named).ifPresent(s -> chosen.add(named.maker.make(s)));
      }
    }
    return List.copyOf(chosen);
  }

  private static List<? extends Named<?>> of(ViewItems items) {
    if (items instanceof ViewItems.Frames) {
      return FRAMES;
    }
    return items instanceof ViewItems.Tokens ? TOKENS : READINGS;
  }

  private static Optional<Double> strength(Spec spec, Named<?> named) {
    double strength = spec.number(named.name, named.otherwise, 0, named.most);
    return strength > 0 ? Optional.of(strength) : Optional.empty();
  }
}
