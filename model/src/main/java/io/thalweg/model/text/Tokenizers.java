package io.thalweg.model.text;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.function.Function;

/** The tokenizers by name. A new one is one file and one line here, or one jar. */
public final class Tokenizers {
  private static final Registry<Function<Spec, Tokenizer>> REGISTRY =
      Registry.open(
          "tokenizer",
          Map.of("bytes", ByteTokenizer::of, "words", WordTokenizer::of, "log", LogTokenizer::of),
          TokenizerProvider.class,
          provider -> provider::create);

  private Tokenizers() {}

  /** The tokenizer a spec names. */
  public static Tokenizer create(Spec spec) {
    return REGISTRY.find(spec).apply(spec);
  }

  /**
   * The tokenizer a version was learned with.
   *
   * @param definition what it took along of it, see {@link NumberedTokenizer#definition}
   */
  public static Tokenizer restore(Spec spec, byte[] definition) {
    return create(spec);
  }
}
