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
              "next-item", NextItem::of,
              "masked-item", MaskedItem::of,
              "denoising", Denoising::of,
              "next-token", NextToken::of,
              "masked-token", MaskedToken::of,
              "next-frame", NextFrame::of,
              "masked-patch", MaskedPatch::of,
              "two-view", TwoView::of),
          PretextTaskProvider.class,
          provider -> provider::create);

  private PretextTasks() {}

  /** The task a spec names. */
  public static PretextTask create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }
}
