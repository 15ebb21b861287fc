package io.thalweg.model.text;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The tokenizers by name. A new one is one file and one line here, or one jar. */
public final class Tokenizers {
  private static final Registry<Maker> REGISTRY =
      Registry.open(
          "tokenizer",
          Map.of(
              "bytes", Maker.byName(ByteTokenizer::of),
              "huggingface", new Maker(HuggingFaceTokenizer::of, HuggingFaceTokenizer::restore),
              "log", Maker.byName(LogTokenizer::of),
              "words", Maker.byName(WordTokenizer::of)),
          TokenizerProvider.class,
          provider -> new Maker(provider::create, provider::restore));

  private Tokenizers() {}

  private record Maker(
      Function<Spec, Tokenizer> create, BiFunction<Spec, byte[], Tokenizer> restore) {

    static Maker byName(Function<Spec, Tokenizer> create) {
      return new Maker(create, (spec, definition) -> create.apply(spec));
    }
  }

  /** The tokenizer a spec names; files it names are read. */
  public static Tokenizer create(Spec spec) {
    return REGISTRY.find(spec).create.apply(spec);
  }

  /**
   * How a tokenizer is named where it travels with its {@link NumberedTokenizer#definition()}: the
   * spec as it is, or, of {@code huggingface}, without its file and with {@code sha256}, the first
   * 16 digits of the file's.
   *
   * @param spec what it was created from
   */
  public static Spec portable(Spec spec, Tokenizer tokenizer) {
    return tokenizer instanceof NumberedTokenizer numbered ? numbered.portable(spec) : spec;
  }

  /**
   * An equal tokenizer from what travelled, without files.
   *
   * @param spec as {@link #portable} gave it
   * @param definition as {@link NumberedTokenizer#definition()} gave it; empty for tokenizers that
   *     are known by name alone
   * @throws IllegalArgumentException with one sentence, when the two do not belong together
   */
  public static Tokenizer restore(Spec spec, byte[] definition) {
    return REGISTRY.find(spec).restore.apply(spec, definition);
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
