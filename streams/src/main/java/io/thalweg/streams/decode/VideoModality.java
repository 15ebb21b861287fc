package io.thalweg.streams.decode;

import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.PictureItems;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.snapshot.PictureParts;
import io.thalweg.model.spec.Spec;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.registry.SchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pictures: the frames of cameras, or still images. A record is one, in any of the formats that
 * {@link io.thalweg.model.picture.PictureDecoder} reads, or a {@code VideoFrame}; its key names the
 * camera. Each is scaled to one shape.
 *
 * @param shape of all pictures, whatever came
 * @param patch side of the patches that are items; empty: frames are
 */
public record VideoModality(PictureShape shape, OptionalInt patch) implements Modality {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
  private static final int MOST_SIDE = 1024;

  /** Checks the shape. */
  static Modality of(Spec spec) {
    spec.allow("size", "channels", "patch");
    Object size = spec.options().getOrDefault("size", "64x64");
    Matcher sides = SIZE.matcher(String.valueOf(size));
    if (!sides.matches() || !allowed(sides.group(1)) || !allowed(sides.group(2))) {
      throw new IllegalArgumentException(
          "%s.size must be width and height such as 64x64, each up to %d, not %s"
              .formatted(spec.type(), MOST_SIDE, size));
    }
    int channels = spec.integer("channels", 1, 1, 3);
    if (channels == 2) {
      throw new IllegalArgumentException("video.channels must be 1 (grey) or 3 (colour), not 2");
    }
    OptionalInt patch =
        spec.options().containsKey("patch")
            ? OptionalInt.of(spec.integer("patch", 0, 1, MOST_SIDE))
            : OptionalInt.empty();
    return new VideoModality(
        new PictureShape(
            Integer.parseInt(sides.group(2)), Integer.parseInt(sides.group(1)), channels),
        patch);
  }

  private static boolean allowed(String side) {
    int pixels = Integer.parseInt(side);
    return pixels >= 1 && pixels <= MOST_SIDE;
  }

  @Override
  public ItemSettings items(SourceConfig source) {
    return new PictureItems(shape, patch, source.grace());
  }

  @Override
  public Optional<List<String>> ownFields() {
    return Optional.of(List.of(PictureItems.TYPE));
  }

  @Override
  public EventDecoder decoder(
      SourceConfig source, String pipeline, @Nullable SchemaRegistry schemas) {
    EventAssembly assembly = new EventAssembly(source, pipeline);
    return new GuardedDecoder(new PictureBody(shape, assembly), assembly, source.maxRecordBytes());
  }

  @Override
  public Spec complete(Spec part) {
    return patch.isPresent() ? part : PictureParts.complete(part, shape);
  }
}
