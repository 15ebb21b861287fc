package io.thalweg.model.pretext;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.function.Function;

/**
 * The pretext tasks a pipeline file can name. A new task is one file and one line here, or one jar.
 */
public final class PretextTasks {
  private static final Registry<Function<Spec, PretextTask>> REGISTRY =
      Registry.open(
          "pretext task",
          Map.of(
              "cpc", Cpc::of,
              "next-item", PretextTasks::nextItem,
              "masked-item", PretextTasks::maskedItem,
              "denoising", PretextTasks::denoising,
              "next-token", PretextTasks::nextToken,
              "masked-token", PretextTasks::maskedToken,
              "next-frame", PretextTasks::nextFrame,
              "masked-patch", PretextTasks::maskedPatch,
              "two-view", TwoView::of),
          PretextTaskProvider.class,
          provider -> provider::create);

  private PretextTasks() {}

  /** The task a spec names. */
  public static PretextTask create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }

  private static PretextTask nextItem(Spec spec) {
    spec.allow("order");
    return new NextItem(spec.integer("order", 4, 0, 64));
  }

  private static PretextTask maskedItem(Spec spec) {
    spec.allow("share", "span", "whole");
    return new MaskedItem(
        spec.number("share", 0.15, 0.01, 0.9),
        spec.number("span", 3, 1, 1024),
        spec.number("whole", 0.25, 0, 1));
  }

  private static PretextTask denoising(Spec spec) {
    spec.allow("noise", "drop", "items");
    return new Denoising(
        spec.number("noise", 0.3, 0, 8),
        spec.number("drop", 0.1, 0, 0.9),
        spec.oneOf("items", "readings", "frames").equals("frames")
            ? Denoising.Items.FRAMES
            : Denoising.Items.READINGS);
  }

  private static PretextTask nextToken(Spec spec) {
    spec.allow("vocabulary");
    return new NextToken(vocabulary(spec));
  }

  private static PretextTask maskedToken(Spec spec) {
    spec.allow("vocabulary", "share", "masked", "random");
    return new MaskedToken(
        vocabulary(spec),
        spec.number("share", 0.15, 0.01, 0.9),
        spec.number("masked", 0.8, 0, 1),
        spec.number("random", 0.1, 0, 1));
  }

  private static int vocabulary(Spec spec) {
    return spec.integer("vocabulary", 256, 2, 1 << 20);
  }

  private static PretextTask nextFrame(Spec spec) {
    spec.allow();
    return new NextFrame();
  }

  private static PretextTask maskedPatch(Spec spec) {
    spec.allow("share", "targets");
    return new MaskedPatch(
        spec.number("share", 0.75, 0.01, 0.9),
        spec.oneOf("targets", "normalised", "pixels").equals("normalised"));
  }
}
