package io.thalweg.model.text;

import io.thalweg.model.spec.Spec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pieces of a vocabulary that was learned elsewhere: any {@code tokenizer.json} of the Hugging
 * Face tokenizers library (WordLevel, WordPiece, BPE, Unigram).
 *
 * <p>Ids are those of the file; no special tokens are put around a line, and truncation and padding
 * are off. {@link #end()} is one id more than the file has. What the vocabulary lacks is its
 * unknown token, or left out where it has none. The text of a token is its piece as the vocabulary
 * writes it ({@code ##te}, {@code \u0120gate}); see {@link PieceTexts} for pieces that are too
 * long. A token made of part of a character (byte fallback) stands at the whole one, and one that
 * stands nowhere, such as a blank put before a line, at what lies between its neighbours or at the
 * next character. Half a surrogate pair counts as U+FFFD.
 *
 * <p>The library is native code, run in this process, and stops the process where it fails badly: a
 * file that is not well formed in its depths (a broken {@code precompiled_charsmap}), or a regular
 * expression that backtracks without end. So a file, and a snapshot that brings one, is to be
 * trusted like a jar. Runs where the library does: on Linux (x86_64 and aarch64, glibc 2.34 or
 * newer) and macOS (aarch64). Stateless and thread-safe; see {@link HuggingFaceModel} for its
 * memory.
 *
 * <p>Example: with a WordPiece vocabulary of {@code ga}, {@code ##te} and {@code .}, in lower case,
 * {@code "Gate."} has the tokens {@code ga} at 0 to 2, {@code ##te} at 2 to 4 and {@code .}
 */
final class HuggingFaceTokenizer implements NumberedTokenizer {
  private static final String[] LIMITS = {"longest.line", "longest.token", "most.tokens"};

  /** A letter, controls, letters of two planes, and a code point that is no character. */
  private static final String ANYTHING = "a\u0000\t\u00e9\ue123\ud83d\ude00\uffff";

  private final byte[] definition;
  private final String sha256;
  private final TextLimits limits;
  private final HuggingFaceModel model;
  private final PieceTexts texts;

  private HuggingFaceTokenizer(byte[] json, byte[] definition, TextLimits limits) {
    this.definition = definition;
    this.limits = limits;
    sha256 = HuggingFaceFile.sha256(json);
    String text = HuggingFaceFile.text(json);
    HuggingFacePieces pieces = HuggingFacePieces.read(text);
    model = new HuggingFaceModel(text);
    try {
      texts = texts(pieces);
      model.encode(ANYTHING);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static HuggingFaceTokenizer of(Spec spec) {
    spec.allow("file", LIMITS[0], LIMITS[1], LIMITS[2]);
    byte[] json = HuggingFaceFile.read(Path.of(spec.text("file")));
    return new HuggingFaceTokenizer(json, HuggingFaceFile.packed(json), TextLimits.of(spec));
  }

  static HuggingFaceTokenizer restore(Spec spec, byte[] definition) {
    spec.allow("sha256", LIMITS[0], LIMITS[1], LIMITS[2]);
    byte[] json = HuggingFaceFile.unpacked(definition);
    String found = HuggingFaceFile.sha256(json);
    if (!found.equals(spec.text("sha256"))) {
      throw new IllegalArgumentException(
          "huggingface.sha256 is %s, but that of the definition is %s"
              .formatted(spec.text("sha256"), found));
    }
    return new HuggingFaceTokenizer(json, definition.clone(), TextLimits.of(spec));
  }

  /** The library numbers added tokens anew where a file's ids have gaps: so it is asked. */
  private PieceTexts texts(HuggingFacePieces pieces) {
    int[][] added =
        pieces.added.stream().map(piece -> model.encode(piece.text()).ids()).toArray(int[][]::new);
    int size = pieces.model.stream().mapToInt(HuggingFacePieces.Piece::id).max().orElseThrow() + 1;
    for (int i = 0; i < added.length; i++) {
      int most = Arrays.stream(added[i]).max().orElse(0);
      size = Math.max(size, Math.max(most, pieces.added.get(i).id()) + 1);
    }
    PieceTexts all = new PieceTexts(size, limits.longestToken());
    for (int i = 0; i < added.length; i++) {
      if (added[i].length == 1) {
        all.put(added[i][0], pieces.added.get(i).text());
      }
    }
    pieces.model.forEach(piece -> all.put(piece.id(), piece.text()));
    return all;
  }

  @Override
  public int vocabulary() {
    return texts.size() + 1;
  }

  @Override
  public int id(Token token) {
    return texts.id(token.text());
  }

  @Override
  public int end() {
    return texts.size();
  }

  @Override
  public TokenizedLine tokenize(String line) {
    TokenList tokens = new TokenList(line, limits);
    if (tokens.end > 0) {
      String text = whole(line.substring(0, tokens.end));
      HuggingFaceModel.Encoded encoded = model.encode(text);
      Places places = new Places(text);
      for (int i = 0; i < encoded.ids().length && !tokens.full(); i++) {
        places.next(encoded.from()[i], encoded.to()[i]);
        tokens.add(texts.text(encoded.ids()[i]), places.from, places.to);
      }
    }
    return tokens.done();
  }

  /** For one lonely half the library would lose the line's zeros and pairs, too. */
  private static String whole(String text) {
    if (text.codePoints().noneMatch(HuggingFaceTokenizer::isHalf)) {
      return text;
    }
    StringBuilder all = new StringBuilder(text.length());
    text.codePoints()
        .forEach(code -> all.appendCodePoint(isHalf(code) ? LineDecoder.REPLACEMENT : code));
    return all.toString();
  }

  private static boolean isHalf(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  @Override
  public String decode(int[] ids, int from, int to) {
    StringBuilder text = new StringBuilder();
    int begin = from;
    for (int at = from; at <= to; at++) {
      if (at == to || ids[at] == end()) {
        if (at > begin) {
          text.append(model.decode(Arrays.stream(ids, begin, at).asLongStream().toArray()));
        }
        text.append(at == to ? "" : "\n");
        begin = at + 1;
      }
    }
    return text.toString();
  }

  @Override
  public byte[] definition() {
    return definition.clone();
  }

  @Override
  public Spec portable(Spec spec) {
    Map<String, Object> options = new TreeMap<>(spec.options());
    options.keySet().retainAll(Arrays.asList(LIMITS));
    options.put("sha256", sha256);
    return new Spec(spec.type(), options);
  }

  /** Places in characters, none of them empty, none before the one before. */
  private static final class Places {
    private final String text;
    private final int[] charOf; // [code points + 1]
    int from;
    int to;

    Places(String text) {
      this.text = text;
      int count = text.codePointCount(0, text.length());
      charOf = new int[count + 1];
      for (int i = 0, at = 0; i <= count; i++) {
        charOf[i] = at;
        at += i < count ? Character.charCount(text.codePointAt(at)) : 0;
      }
    }

    void next(int firstCode, int endCode) {
      int first = charOf[Math.min(firstCode, charOf.length - 1)];
      int end = charOf[Math.min(endCode, charOf.length - 1)];
      if (end > first) {
        from = Math.max(from, first);
      } else {
        from = Math.max(from, Math.min(to, first));
        end = first;
      }
      if (from == text.length()) {
        from = text.offsetByCodePoints(from, -1);
      }
      to = Math.max(end, text.offsetByCodePoints(from, 1));
    }
  }
}
