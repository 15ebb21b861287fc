package io.thalweg.model.text;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.util.List;

/**
 * Word vectors from sentences of words: a {@link Vocabulary} and an {@link EmbeddingLearner} that
 * grow together.
 *
 * <p>A sentence is learned with the vocabulary there is, then counted; words without a row are left
 * out of it, as word2vec leaves out rare ones. When a word gets a row, the row starts afresh.
 *
 * <p>Memory: the vocabulary's budget, 8 bytes per row and dimension, and some 50 per row;
 * independent of the text. Checkpoint: {@link #writeTo}; restoring it between any two sentences
 * changes nothing. Not thread-safe; {@link #vectors()} is a copy that any thread may read.
 *
 * <p>Example: {@code new WordLearner(VocabularySettings.standard(),
 * EmbeddingSettings.endless(WordTask.SKIP_GRAM, 1)).learn(List.of("a", "line", "of", "words"))}.
 */
public final class WordLearner {
  private static final int STATE_FORMAT = 1;
  private static final int PIECE = EmbeddingLearner.LONGEST_SENTENCE;

  private final Vocabulary vocabulary;
  private final EmbeddingLearner learner;
  private final Vocabulary.RowListener renew;
  private final int[] ids = new int[PIECE];
  private final int[] hashes = new int[PIECE];
  private long sentences;

  /** One that knows no word yet. */
  public WordLearner(VocabularySettings words, EmbeddingSettings embeddings) {
    vocabulary = new Vocabulary(words);
    learner = new EmbeddingLearner(embeddings, words.rows(), vocabulary);
    renew = learner::renew;
  }

  /**
   * Scores and learns one sentence, and counts its words. One of more than 1,000 words is cut.
   *
   * @param sentence its words, in order; best a list that answers {@code get} in constant time
   * @return as {@link EmbeddingLearner#learn}
   */
  public double learn(List<? extends CharSequence> sentence) {
    double loss = 0;
    for (int from = 0; from < sentence.size(); from += PIECE) {
      loss += learn(sentence, from, Math.min(sentence.size(), from + PIECE));
    }
    sentences++;
    return loss;
  }

  private double learn(List<? extends CharSequence> sentence, int from, int to) {
    int known = 0;
    for (int i = from; i < to; i++) {
      CharSequence word = sentence.get(i);
      int hash = WordTable.hash(word);
      hashes[i - from] = hash;
      int row = vocabulary.find(word, hash);
      if (row != WordTable.ABSENT) {
        ids[known++] = row;
      }
    }
    double loss = learner.learn(ids, 0, known);
    learner.passOver(to - from - known);
    for (int i = from; i < to; i++) {
      vocabulary.add(sentence.get(i), hashes[i - from], renew);
    }
    return loss;
  }

  /** The vocabulary, to look at. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** What has been learned so far. */
  public EmbeddingLearner.Progress progress() {
    return learner.progress();
  }

  /** Sentences learned. */
  public long sentences() {
    return sentences;
  }

  /** The vectors there are now, a copy. */
  public WordVectors vectors() {
    return WordVectors.of(vocabulary, learner);
  }

  /** Appends the whole state. */
  public void writeTo(StateWriter out) {
    out.writeInt(STATE_FORMAT).writeLong(sentences);
    vocabulary.writeTo(out);
    learner.writeTo(out);
  }

  /**
   * Replaces the whole state by one written under the same settings.
   *
   * @throws IllegalStateException when it does not fit them; this is then not to be used any more
   */
  public void readFrom(StateReader in) {
    int format = in.readInt();
    if (format != STATE_FORMAT) {
      throw new IllegalStateException(
          "words of format %d where %d is read".formatted(format, STATE_FORMAT));
    }
    sentences = in.readLong();
    vocabulary.readFrom(in);
    learner.readFrom(in);
  }
}
