package io.thalweg.model.item;

import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.PixelFloats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How pictures become items: a frame is one item {@code [height, width, channels]}, or, for tasks
 * of patches, as many as it has patches {@code [patch, patch, channels]} ({@link PatchGrid}). A
 * pixel is {@link io.thalweg.model.state.PixelFloats#of}. Nothing is learned of scales: pixels have
 * one.
 *
 * @param shape of every picture
 * @param patch pixels of a patch's side, at least 1; empty: whole frames
 * @param grace how far a frame may lie behind its camera's newest and still be taken
 */
public record PictureItems(PictureShape shape, OptionalInt patch, Duration grace)
    implements ItemSettings {
  /** Name under which architectures know it. */
  public static final String TYPE = "picture";

  /** Sides beyond it are no picture that anybody learns from. */
  private static final int MOST_SIDE = 4096;

  /** A picture is one thing: its pixels have places, not names. */
  private static final FieldSet FIELDS = new FieldSet(List.of(TYPE));

  /** Checks that patches fill the picture, so that none of it is left out. */
  public PictureItems {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative, not " + grace);
    }
    if (patch.isPresent()) {
      int side = patch.getAsInt();
      if (side < 1 || shape.height() % side != 0 || shape.width() % side != 0) {
        throw new IllegalArgumentException(
            "patches of %d do not fill a picture of %d x %d"
                .formatted(side, shape.width(), shape.height()));
      }
    }
  }

  /** What the items of an architecture are, if they are pictures; empty where they are others. */
  public static Optional<PictureItems> of(Spec items) {
    if (!items.type().equals(TYPE)) {
      return Optional.empty();
    }
    items.allow("height", "width", "channels", "patch");
    int height = items.integer("height", 0, 1, MOST_SIDE);
    int width = items.integer("width", 0, 1, MOST_SIDE);
    int channels = items.integer("channels", 1, 1, 3);
    OptionalInt patch =
        items.options().containsKey("patch")
            ? OptionalInt.of(items.integer("patch", 0, 1, MOST_SIDE))
            : OptionalInt.empty();
    return Optional.of(
        new PictureItems(new PictureShape(height, width, channels), patch, DEFAULT_GRACE));
  }

  @Override
  public FieldSet fields() {
    return FIELDS;
  }

  @Override
  public int itemSize() {
    return shape.values() / itemsPerEvent();
  }

  @Override
  public int itemsPerEvent() {
    return grid().map(PatchGrid::patches).orElse(1);
  }

  @Override
  public boolean hasOneUnit() {
    return true;
  }

  /** How a picture is cut; empty: not at all. */
  public Optional<PatchGrid> grid() {
    return patch.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PatchGrid(shape.height(), shape.width(), shape.channels(), patch.getAsInt()));
  }

  /**
   * A picture as items.
   *
   * @return {@code [itemsPerEvent, itemSize]}
   * @throws IllegalArgumentException when it is of another shape
   */
  public float[] items(Picture picture) {
    if (!picture.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "a picture of %s is wanted, not %s".formatted(shape, picture.shape()));
    }
    float[] values = new float[shape.values()];
    for (int i = 0; i < values.length; i++) {
      values[i] = PixelFloats.of(picture.pixels()[i]);
    }
    return grid().map(grid -> cut(grid, values)).orElse(values);
  }

  private static float[] cut(PatchGrid grid, float[] values) {
    float[] patches = new float[values.length];
    grid.cut(values, patches);
    return patches;
  }

  @Override
  public Spec spec() {
    Map<String, Object> options = new TreeMap<>();
    options.put("height", shape.height());
    options.put("width", shape.width());
    options.put("channels", shape.channels());
    patch.ifPresent(side -> options.put("patch", side));
    return new Spec(TYPE, options);
  }

  @Override
  public String layout() {
    return spec().toString();
  }

  @Override
  public EntityItems newEntity() {
    return new PictureEntityItems(this);
  }
}
