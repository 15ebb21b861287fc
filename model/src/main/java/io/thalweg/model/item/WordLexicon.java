package io.thalweg.model.item;

import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import io.thalweg.model.text.HashedIds;
import io.thalweg.model.text.Templates;
import io.thalweg.model.text.Vocabulary;
import io.thalweg.model.text.VocabularySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Words of an endless text and their ids, and the lines made of them that come often.
 *
 * <p>A word has an id of its own from its {@value #LEAST_COUNT}th occurrence on, for as long as it
 * is frequent; all others share some ({@link HashedIds}). Of a segment a word is given the id it
 * had before the segment came.
 */
final class WordLexicon extends TextLexicon {
  private static final String UNKNOWN = "\u2026";
  private static final int LEAST_COUNT = 3;

  /** Counters per word that has an id of its own: who is to have one must be found first. */
  private static final int COUNTERS_PER_WORD = 2;

  private static final long HALF_LIFE = 1_000_000;

  /** Bytes of a counter without its word's characters, and the room that tables leave free. */
  private static final int COUNTER_BYTES = 64;

  private final int width;
  private final HashedIds ids;
  private final Templates templates = new Templates();

  /**
   * @param words with an id of their own at most, at least 2
   * @param buckets ids that all others share, at least 1
   */
  WordLexicon(TextItems texts, int words, int buckets) {
    super(texts);
    width = texts.itemSize();
    int longest = width * Spelling.BYTES;
    long budget =
        4096 + (long) COUNTERS_PER_WORD * words * (COUNTER_BYTES + Character.BYTES * longest);
    ids =
        new HashedIds(
            new VocabularySettings(budget, words, LEAST_COUNT, HALF_LIFE, longest), buckets);
  }

  /** Ids lie below it. */
  static int vocabulary(int words, int buckets) {
    return words + buckets;
  }

  @Override
  public float[] ids(float[] items) {
    float[] found = new float[items.length / width];
    for (int i = 0; i < found.length; i++) {
      int at = i * width;
      found[i] = isMissing(items, at) ? Float.NaN : id(Spelling.key(items, at, width));
    }
    return found;
  }

  private static boolean isMissing(float[] items, int at) {
    return Float.isNaN(items[at]);
  }

  private int id(String key) {
    return ids.id(key) - HashedIds.RESERVED;
  }

  @Override
  public void observe(float[] items, int first) {
    boolean begun = first == 0;
    List<String> line = new ArrayList<>();
    for (int i = 0; i < items.length / width; i++) {
      if (isMissing(items, i * width)) {
        begun = true; // before the first line, or behind the end of one
        continue;
      }
      String key = Spelling.key(items, i * width, width);
      if (i >= first) {
        ids.observe(key);
      }
      if (!key.equals(TextItems.END)) {
        line.add(Spelling.text(key));
      } else {
        if (begun && i >= first && !line.isEmpty()) {
          templates.observe(line);
        }
        line.clear();
        begun = true;
      }
    }
  }

  @Override
  public double share(int id) {
    Vocabulary words = ids.vocabulary();
    if (id >= words.rows() || words.total() == 0) {
      return 0;
    }
    return words.count(id) / words.total();
  }

  /** Words with blanks between them; one that shares its id is {@value #UNKNOWN}. */
  @Override
  public String continued(String text, int[] ids) {
    StringBuilder whole = new StringBuilder(text);
    for (int id : ids) {
      String word = token(id).orElse(UNKNOWN);
      boolean inLine = whole.length() > 0 && whole.charAt(whole.length() - 1) != '\n';
      whole.append(inLine && !word.equals(TextItems.END) ? " " : "").append(word);
    }
    return whole.toString();
  }

  @Override
  public Optional<String> token(int id) {
    Vocabulary words = ids.vocabulary();
    return id < words.rows() ? words.word(id).map(Spelling::text) : Optional.empty();
  }

  @Override
  public Optional<Templates.Nearest> nearest(List<String> tokens) {
    return templates.nearest(tokens);
  }

  @Override
  void writeIds(StateWriter out) {
    ids.writeTo(out);
    templates.writeTo(out);
  }

  @Override
  void readIds(StateReader in) {
    ids.readFrom(in);
    templates.readFrom(in);
  }
}
