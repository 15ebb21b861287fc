package io.thalweg.model.text;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A tokenizer of the native library: text to ids and places, ids to text.
 *
 * <p>Nothing is cut short or filled up, whatever the file asks for, and no special tokens are put
 * around a text. Thread-safe: the library changes nothing but a bounded cache of its own, behind a
 * lock. Its memory, several times the size of the file, is freed when this is no longer used.
 */
final class HuggingFaceModel {
  private static final Cleaner CLEANER = Cleaner.create();

  private final TokenizersLibrary library;
  private final long handle;

  /**
   * Ids of a text's tokens and where they stand, in code points; a place may be empty.
   *
   * @param ids of the file's vocabulary
   * @param from first code point of each
   * @param to one behind the last
   */
  record Encoded(int[] ids, int[] from, int[] to) {}

  HuggingFaceModel(String json) {
    TokenizersLibrary loaded = HuggingFaceLibrary.get();
    library = loaded;
    try {
      handle = loaded.createTokenizerFromString(json);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the tokenizers library does not take the tokenizer.json: " + e.getMessage(), e);
    }
    long made = handle;
    CLEANER.register(this, () -> loaded.deleteTokenizer(made));
    library.disableTruncation(handle);
    library.disablePadding(handle);
  }

  /** Tokens of a text without halves of surrogate pairs. */
  Encoded encode(String text) {
    try {
      return taken(library.encode(handle, text, false));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the tokenizer.json has no tokens for a text: " + e.getMessage(), e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private Encoded taken(long encoding) {
    try {
      long[] ids = library.getTokenIds(encoding);
      CharSpan[] spans = library.getTokenCharSpans(encoding);
      Encoded encoded = new Encoded(new int[ids.length], new int[ids.length], new int[ids.length]);
      for (int i = 0; i < ids.length; i++) {
        encoded.ids[i] = Math.toIntExact(ids[i]);
        encoded.from[i] = spans[i] == null ? 0 : spans[i].getStart();
        encoded.to[i] = spans[i] == null ? 0 : spans[i].getEnd();
      }
      return encoded;
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  /** The text of ids; a special token is what it is called, since it stood in the line. */
  String decode(long[] ids) {
    try {
      return library.decode(handle, ids, false);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
