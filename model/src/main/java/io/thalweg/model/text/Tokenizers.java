package io.thalweg.model.text;

import io.thalweg.model.spec.Registry;
import io.thalweg.model.spec.Spec;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /**
   * Those made from files or definitions that are still in use, by their {@link #portable} specs:
   * making one may take seconds, and every version of a model that is read brings one.
   */
  private static final Map<Spec, WeakReference<Tokenizer>> IN_USE = new ConcurrentHashMap<>();

  private Tokenizers() {}

  private record Maker(
      Function<Spec, Tokenizer> create, BiFunction<Spec, byte[], Tokenizer> restore) {

    static Maker byName(Function<Spec, Tokenizer> create) {
      return new Maker(create, (spec, definition) -> create.apply(spec));
    }
  }

  /** The tokenizer a spec names; files it names are read. */
  public static Tokenizer create(Spec spec) {
    Tokenizer made = REGISTRY.find(spec).create.apply(spec);
    Spec portable = portable(spec, made);
    return portable.equals(spec) ? made : shared(portable, made);
  }

  private static Tokenizer shared(Spec portable, Tokenizer made) {
    IN_USE.values().removeIf(known -> known.get() == null);
    Tokenizer known = known(portable);
    if (known == null) {
      IN_USE.put(portable, new WeakReference<>(made));
    }
    return known == null ? made : known;
  }

  private static @Nullable Tokenizer known(Spec portable) {
    WeakReference<Tokenizer> known = IN_USE.get(portable);
    return known == null ? null : known.get();
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
   * An equal tokenizer from what travelled, without files; the same one while it is in use.
   *
   * @param spec as {@link #portable} gave it
   * @param definition as {@link NumberedTokenizer#definition()} gave it; empty for tokenizers that
   *     are known by name alone
   * @throws IllegalArgumentException with one sentence, when the two do not belong together
   */
  public static Tokenizer restore(Spec spec, byte[] definition) {
    if (known(spec) instanceof NumberedTokenizer known
        && Arrays.equals(known.definition(), definition)) {
      return known;
    }
    Tokenizer made = REGISTRY.find(spec).restore.apply(spec, definition);
    return definition.length == 0 ? made : shared(spec, made);
  }
}
