package io.thalweg.streams.cli.evaluate;

import io.thalweg.model.evaluate.PicturePreset;
import io.thalweg.model.picture.PictureShape;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that train an encoder on pictures: where they leave the preset. */
final class PictureOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "two-view",
      description = "Pictures: two-view, masked-patch or denoising; default: ${DEFAULT-VALUE}.")
  private String task = "two-view";

  @Option(
      names = "--flip",
      description = "Pictures: a thing and its mirror image are the same (not for writing).")
  private boolean flip;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Pictures in folders: width and height they are scaled to, such as 28x32.")
  @Nullable
  private String size;

  @Option(
      names = "--colour",
      description = "Pictures in folders: keep red, green and blue; default: grey.")
  private boolean colour;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description =
          "Pictures: passes over those learned from; default: one of many, for few as many as"
              + " make 400 steps. Text in 'probe': default 5.")
  @Nullable
  private Integer passes;

  @Option(
      names = "--every",
      paramLabel = "N",
      description =
          "Pictures: new pictures per step; default: 32 of a batch of 128, half of fewer.")
  @Nullable
  private Integer every;

  /** Passes that are asked for. */
  Optional<Integer> passes() {
    return Optional.ofNullable(passes);
  }

  /** How an encoder is made and trained. */
  PicturePreset preset() {
    return new PicturePreset(
        PicturePreset.Task.named(task), flip, passes(), Optional.ofNullable(every));
  }

  /** What pictures in folders are brought to, where it is given or the preset has it. */
  PictureShape shape(PictureShape own) {
    int channels = colour ? PictureShape.RGB : PictureShape.GREY;
    if (size == null) {
      return PicturePreset.shape(own, channels);
    }
    Matcher sides = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    if (!sides.matches()) {
      throw new IllegalArgumentException("--size is WIDTHxHEIGHT, such as 28x32, not " + size);
    }
    return new PictureShape(
        Integer.parseInt(sides.group(2)), Integer.parseInt(sides.group(1)), channels);
  }
}
