package io.thalweg.model.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of tokens by id, and back: the piece, or, where pieces are too long, empty or alike, U+E000
 * (which no script uses) and the id in digits. So no two ids share a text.
 *
 * <p>Memory: some 100 bytes an id. Thread-safe once it is filled.
 */
final class PieceTexts {
  private static final char NUMBERED = '\ue000';

  private final int longest;
  private final @Nullable String[] texts;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * No pieces yet.
   *
   * @param size ids lie below it
   * @param longest characters of a text, at least 8: as many as the largest id takes
   */
  PieceTexts(int size, int longest) {
    texts = new @Nullable String[size];
    this.longest = longest;
  }

  /** Names an id, unless it has a name, or the text names another one. */
  void put(int id, String text) {
    boolean own = !text.isEmpty() && text.length() <= longest && text.charAt(0) != NUMBERED;
    if (own && texts[id] == null && ids.putIfAbsent(text, id) == null) {
      texts[id] = text;
    }
  }

  int size() {
    return texts.length;
  }

  String text(int id) {
    String text = texts[id];
    return text == null ? NUMBERED + Integer.toString(id) : text;
  }

  int id(String text) {
    Integer id = ids.get(text);
    return id == null ? Integer.parseInt(text, 1, text.length(), 10) : id;
  }
}
