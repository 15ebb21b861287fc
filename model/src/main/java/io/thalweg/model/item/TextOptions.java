package io.thalweg.model.item;

import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be said of texts, in a pipeline file and in the manifest of a version.
 *
 * @param tokenizer what cuts them into tokens; its own options are said as {@code tokenizer.NAME}
 * @param mostTokens of one text, its end among them, 2 to {@value #MOST_TOKENS}
 * @param separate whether each text is by itself, in segments of its own; else they run on
 * @param words that have an id of their own at most, 2 to 1,000,000
 * @param buckets ids that all other words share, 1 to 100,000
 * @param wordBytes of a word that are looked at, 3 to 192
 */
public record TextOptions(
    Spec tokenizer, int mostTokens, boolean separate, int words, int buckets, int wordBytes) {

  /** A text that is longer is no line of a log, nor a message. */
  public static final int MOST_TOKENS = 65_536;

  private static final TextOptions DEFAULT =
      new TextOptions(Spec.of("bytes"), 4096, false, 2048, 128, 24);

  private static final String TOKENIZER = "tokenizer";

  /** What options of the tokenizer begin with. */
  private static final String OF_TOKENIZER = TOKENIZER + ".";

  /** What is about words, and means nothing where tokens have numbers of their own. */
  private static final String[] OF_WORDS = {"words", "buckets", "word.bytes"};

  /**
   * Those a spec names; defaults for the rest.
   *
   * @throws IllegalArgumentException with one sentence that names what is wrong
   */
  public static TextOptions of(Spec spec) {
    Map<String, Object> own = new TreeMap<>();
    Map<String, Object> ofTokenizer = new TreeMap<>();
    spec.options()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OF_TOKENIZER)) {
                ofTokenizer.put(name.substring(OF_TOKENIZER.length()), value);
              } else {
                own.put(name, value);
              }
            });
    own.putIfAbsent(TOKENIZER, DEFAULT.tokenizer.type());
    Spec said = new Spec(spec.type(), own);
    said.allow(TOKENIZER, "length", "segments", "words", "buckets", "word.bytes");
    return new TextOptions(
        new Spec(said.text(TOKENIZER), ofTokenizer),
        said.integer("length", DEFAULT.mostTokens, 2, MOST_TOKENS),
        said.oneOf("segments", "running", "separate").equals("separate"),
        said.integer("words", DEFAULT.words, 2, 1_000_000),
        said.integer("buckets", DEFAULT.buckets, 1, 100_000),
        said.integer("word.bytes", DEFAULT.wordBytes, 3, 192));
  }

  /** Refuses what a spec says of words where tokens have numbers of their own. */
  void refuseWords(Spec spec) {
    spec.without(TOKENIZER, tokenizer.type(), OF_WORDS);
  }

  /**
   * The spec {@link #of} reads.
   *
   * @param tokenizer in the tokenizer's place
   * @param ofWords whether anything is to be said of words
   */
  Spec spec(String type, Spec tokenizer, boolean ofWords) {
    Map<String, Object> said = new TreeMap<>();
    said.put(TOKENIZER, tokenizer.type());
    tokenizer.options().forEach((name, value) -> said.put(OF_TOKENIZER + name, value));
    said.put("length", mostTokens);
    if (separate) {
      said.put("segments", "separate");
    }
    if (ofWords) {
      said.put("words", words);
      said.put("buckets", buckets);
      said.put("word.bytes", wordBytes);
    }
    return new Spec(type, said);
  }
}
