package io.thalweg.streams.cli.bench.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A text without meaning whose words are as frequent as those of a language: the word of rank r
 * comes with probability proportional to 1/r (Zipf 1935), {@value #VOCABULARY} words, sentences of
 * {@value #LENGTH}. Deterministic.
 */
final class ZipfText {
  private static final int VOCABULARY = 50_000;
  private static final int LENGTH = 20;
  private static final long SEED = 11;

  private ZipfText() {}

  static Corpus of(int words) {
    double[] upTo = new double[VOCABULARY];
    String[] names = new String[VOCABULARY];
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      sum += 1.0 / (rank + 1);
      upTo[rank] = sum;
      names[rank] = "word" + rank;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    List<List<String>> sentences = new ArrayList<>();
    for (int done = 0; done < words; done += LENGTH) {
      List<String> sentence = new ArrayList<>(LENGTH);
      for (int i = done; i < Math.min(words, done + LENGTH); i++) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
        sentence.add(names[Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found)]);
      }
      sentences.add(sentence);
    }
    return new Corpus("synthetic text, Zipf", sentences);
  }
}
