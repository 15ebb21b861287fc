package io.thalweg.model.pretext;

import static java.util.Map.entry;

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
          Map.ofEntries(
              entry("cbow", Cbow::of),
              entry("cpc", Cpc::of),
              entry("denoising", Denoising::of),
              entry("masked-item", MaskedItem::of),
              entry("masked-patch", MaskedPatch::of),
              entry("masked-token", MaskedToken::of),
              entry("next-frame", NextFrame::of),
              entry("next-item", NextItem::of),
              entry("next-token", NextToken::of),
              entry("skip-gram", SkipGram::of),
              entry("two-view", TwoView::of)),
          PretextTaskProvider.class,
          provider -> provider::create);

  private PretextTasks() {}

  /** The task a spec names. */
  public static PretextTask create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }
}
