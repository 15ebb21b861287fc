package io.thalweg.model.snapshot;

import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What parts of an architecture must know of the pictures that are their items, so that it need be
 * said only once. A part that has such options has its line here.
 */
public final class PictureParts {
  /** Have the option {@code frame}: height, width, channels. */
  private static final Set<String> SIZED = Set.of("conv-net", "next-frame", "two-view");

  /** Have other options that say that items are pictures. */
  private static final Map<String, Map<String, Object>> OTHERS =
      Map.of("denoising", Map.of("items", "frames"));

  private PictureParts() {}

  /** A part with what it must know of whole pictures of a shape; what it says itself stays. */
  public static Spec complete(Spec part, PictureShape shape) {
    Map<String, Object> options = new TreeMap<>(OTHERS.getOrDefault(part.type(), Map.of()));
    if (SIZED.contains(part.type())) {
      options.put("frame", List.of(shape.height(), shape.width(), shape.channels()));
    }
    options.putAll(part.options());
    return new Spec(part.type(), options);
  }
}
