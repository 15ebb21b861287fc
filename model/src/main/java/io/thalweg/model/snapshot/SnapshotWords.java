package io.thalweg.model.snapshot;

import io.thalweg.model.item.TextLexicon;
import io.thalweg.model.text.WordVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words a version knows, and a vector for each: the embedding of a text that is this word and
 * nothing else. Of an encoder that looks at nothing but the word ({@code bag}) that is the word's
 * own vector; of others what all of them have in common is taken off, since it says nothing of any.
 *
 * <p>Source of that: Mu, Bhat and Viswanath 2018 (arXiv 1702.01417), of which the mean alone is
 * used. Time: a step of the encoder for each word.
 */
public final class SnapshotWords {
  private SnapshotWords() {}

  private record Word(String text, int id, double share) {}

  /**
   * Looks all words up.
   *
   * @throws IllegalArgumentException when the version has not learned from texts, or knows no word
   */
  public static WordVectors of(Snapshot snapshot) {
    Architecture architecture = snapshot.architecture();
    if (!architecture.ofTexts()) {
      throw new IllegalArgumentException(
          "version %d of '%s' has not learned from texts"
              .formatted(snapshot.version(), snapshot.pipeline()));
    }
    ServingModel model = new ServingModel(snapshot);
    List<Word> words = words(model.texts());
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "version %d of '%s' knows no word yet"
              .formatted(snapshot.version(), snapshot.pipeline()));
    }
    int size = model.embeddingSize();
    float[] vectors = new float[words.size() * size];
    float[] embedding = new float[size];
    for (int i = 0; i < words.size(); i++) {
      model.embedToken(words.get(i).id(), embedding);
      System.arraycopy(embedding, 0, vectors, i * size, size);
    }
    if (!architecture.newEncoder().contextFree()) {
      subtractMean(vectors, size);
    }
    return new WordVectors(words.stream().map(Word::text).toList(), vectors, size);
  }

  /** By falling share; of two ids that read alike the first. */
  private static List<Word> words(TextLexicon lexicon) {
    Set<String> taken = new HashSet<>();
    List<Word> words = new ArrayList<>();
    for (int id = 0; id < lexicon.texts().vocabulary(); id++) {
      Optional<String> text = lexicon.token(id).map(String::strip).filter(word -> !word.isEmpty());
      if (text.isPresent() && taken.add(text.get())) {
        words.add(new Word(text.get(), id, lexicon.share(id)));
      }
    }
    words.sort(Comparator.comparingDouble(Word::share).reversed());
    return words;
  }

  private static void subtractMean(float[] vectors, int size) {
    int count = vectors.length / size;
    for (int c = 0; c < size; c++) {
      double mean = 0;
      for (int i = c; i < vectors.length; i += size) {
        mean += vectors[i] / count;
      }
      for (int i = c; i < vectors.length; i += size) {
        vectors[i] -= (float) mean;
      }
    }
  }
}
