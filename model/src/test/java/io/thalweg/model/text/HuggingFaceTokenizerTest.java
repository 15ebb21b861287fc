package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The contract is held against bytes in pairs: they have a token for everything. */
class HuggingFaceTokenizerTest extends TokenizerContract {
  private static final String BYTES = TokenizerFiles.byteLevel("a b", "\u0120 ab", "\u00c3 \u00a9");
  private static final Map<TextLimits, NumberedTokenizer> WITHIN = new HashMap<>();

  @Override
  NumberedTokenizer tokenizer(TextLimits limits) {
    return WITHIN.computeIfAbsent(limits, any -> of(BYTES, limits));
  }

  static NumberedTokenizer of(String json) {
    return of(json, TextLimits.DEFAULT);
  }

  static NumberedTokenizer of(String json, TextLimits limits) {
    return (NumberedTokenizer)
        Tokenizers.create(
            new Spec(
                "huggingface",
                Map.of(
                    "file", written(json.getBytes(StandardCharsets.UTF_8)).toString(),
                    "longest.line", limits.longestLine(),
                    "longest.token", limits.longestToken(),
                    "most.tokens", limits.mostTokens())));
  }

  static Path written(byte[] bytes) {
    try {
      Path file = Files.createTempFile("tokenizer", ".json");
      file.toFile().deleteOnExit();
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int[] ids(NumberedTokenizer tokenizer, String line) {
    return tokenizer.tokenize(line).tokens().stream().mapToInt(tokenizer::id).toArray();
  }

  private static String there(NumberedTokenizer tokenizer, String line) {
    int[] ids = ids(tokenizer, line);
    return tokenizer.decode(ids, 0, ids.length);
  }

  @Property(tries = 300)
  void decode_bytesOfAnyText_areTheText(@ForAll String any) {
    String line = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    NumberedTokenizer bytes = tokenizer(new TextLimits(1 << 20, 64, 1 << 20));
    assertThat(there(bytes, line)).isEqualTo(line);
  }

  @Test
  void tokenize_wordLevel_unknownWordsAreTheUnknownToken() {
    NumberedTokenizer words = of(TokenizerFiles.wordLevel());

    // The face is two characters and one code point: what follows it must not be shifted.
    assertThat(words.tokenize("the \ud83d\ude00 gate").tokens())
        .containsExactly(
            new Token("the", 0, 3), new Token("[UNK]", 4, 6), new Token("gate", 7, 11));
    assertThat(ids(words, "the \ud83d\ude00 gate")).containsExactly(1, 0, 2);
    assertThat(words.vocabulary()).isEqualTo(4);
    assertThat(words.end()).isEqualTo(3);
  }

  @Test
  void tokenize_wordPiece_standsAtWhatWasWrittenBeforeItWasFolded() {
    NumberedTokenizer pieces = of(TokenizerFiles.wordPiece());
    String line = "GATE cafe\u0301.";

    TokenizedLine found = pieces.tokenize(line);
    assertThat(found.template()).isEqualTo("ga ##te cafe .");
    assertThat(found.tokens().stream().map(found::original))
        .containsExactly("GA", "TE", "cafe", ".");
    assertThat(there(pieces, line)).isEqualTo("gate cafe.");
  }

  @Test
  void tokenize_unigram_blankPutBeforeALineStandsSomewhere() {
    NumberedTokenizer pieces = of(TokenizerFiles.unigram());

    assertThat(pieces.tokenize("the gates").tokens())
        .containsExactly(
            new Token("\u2581the", 0, 3),
            new Token("\u2581", 3, 4),
            new Token("gate", 4, 8),
            new Token("s", 8, 9));
    assertThat(pieces.tokenize("gate").tokens())
        .containsExactly(new Token("\u2581", 0, 1), new Token("gate", 0, 4));
    assertThat(there(pieces, "the gates")).isEqualTo("the gates");
    assertThat(pieces.tokenize("xyz the").template()).isEqualTo("\u2581 <unk> \u2581the");
  }

  @Test
  void tokenize_byteFallback_bytesOfOneCharacterStandAtItsPlace() {
    NumberedTokenizer pieces = of(TokenizerFiles.byteFallback());

    // U+1F600 is F0 9F 98 80 in UTF-8.
    assertThat(pieces.tokenize("a \ud83d\ude00a").tokens())
        .containsExactly(
            new Token("a", 0, 1),
            new Token("\u2581", 1, 2),
            new Token("<0xF0>", 2, 4),
            new Token("<0x9F>", 2, 4),
            new Token("<0x98>", 2, 4),
            new Token("<0x80>", 2, 4),
            new Token("a", 4, 5));
    assertThat(there(pieces, "a \ud83d\ude00a")).isEqualTo("a \ud83d\ude00a");
  }

  @Test
  void tokenize_byteLevel_mergesAndKeepsPlaces() {
    NumberedTokenizer bytes = tokenizer(TextLimits.DEFAULT);

    // 256 bytes, then the merges in order; U+00E9 is C3 A9, the third of them.
    assertThat(ids(bytes, "ab ab \u00e9")).containsExactly(256, 257, ' ', 258);
    assertThat(bytes.tokenize("ab  ab").tokens())
        .containsExactly(
            new Token("ab", 0, 2), new Token("\u0120", 2, 3), new Token("\u0120ab", 3, 6));
    assertThat(bytes.vocabulary()).isEqualTo(260);
  }

  @Test
  void tokenize_halfASurrogatePair_isAReplacementCharacterAndNothingElseChanges() {
    NumberedTokenizer bytes = tokenizer(TextLimits.DEFAULT);
    assertThat(there(bytes, "a\ud800\u0000\ud83d\ude00")).isEqualTo("a\ufffd\u0000\ud83d\ude00");
  }

  @Test
  void tokenize_fileThatTruncatesPadsAndFrames_doesNone() {
    String json =
        TokenizerFiles.wordLevel()
            .replace(
                "\"truncation\": null, \"padding\": null, \"post_processor\": null",
                """
                "truncation":
                 {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
                "padding": {"strategy": {"Fixed": 8}, "direction": "Right", "pad_id": 0,
                 "pad_to_multiple_of": null, "pad_type_id": 0, "pad_token": "[UNK]"},
                "post_processor": {"type": "BertProcessing", "sep": ["[UNK]", 0],
                 "cls": ["[UNK]", 0]}
                """);

    assertThat(json).contains("max_length").contains("pad_id").contains("BertProcessing");
    assertThat(ids(of(json), "the gate the gate")).containsExactly(1, 2, 1, 2);
  }

  @Test
  void tokenize_lineThatSpellsASpecialToken_hasItAndGivesItBack() {
    NumberedTokenizer words = of(TokenizerFiles.wordLevel());
    assertThat(words.tokenize("the [UNK] gate").tokens())
        .containsExactly(
            new Token("the", 0, 3), new Token("[UNK]", 4, 9), new Token("gate", 10, 14));
    assertThat(there(words, "the [UNK] gate")).isEqualTo("the [UNK] gate");
  }

  @Test
  void tokenize_piecesLongerThanTheLimit_keepTheirIds() {
    String json =
        TokenizerFiles.wordLevel().replace("\"gate\": 2", "\"gatekeeper\": 2, \"gatekeepers\": 3");
    NumberedTokenizer words = of(json, new TextLimits(100, 8, 100));

    assertThat(words.tokenize("gatekeeper gatekeepers").template()).isEqualTo("\ue0002 \ue0003");
    assertThat(ids(words, "gatekeeper the gatekeepers")).containsExactly(2, 1, 3);
  }

  @Test
  void tokenize_addedTokenBeyondAGapOfIds_staysBelowTheEnd() {
    String added = TokenizerFiles.UNKNOWN.replace("0", "77").replace("[UNK]", "<gap>");
    String json =
        TokenizerFiles.wordLevel()
            .replace("[" + TokenizerFiles.UNKNOWN, "[" + TokenizerFiles.UNKNOWN + ", " + added);
    NumberedTokenizer words = of(json);

    // The library numbers it 3, whatever the file says.
    assertThat(json).contains("\"id\": 77");
    assertThat(ids(words, "the <gap>")).containsExactly(1, 3);
    assertThat(words.tokenize("<gap>").template()).isEqualTo("<gap>");
    assertThat(words.end()).isEqualTo(78);
  }

  @Test
  void decode_linesAndTheirEnds_areDecodedLineByLine() {
    NumberedTokenizer pieces = of(TokenizerFiles.unigram());
    int end = pieces.end();
    int[] ids = {9, 2, 1, 3, end, end, 2, 4, end, 9};

    assertThat(pieces.decode(ids, 1, 9)).isEqualTo("the gate\n\nthes\n");
    assertThat(pieces.decode(ids, 6, 8)).isEqualTo("thes");
    assertThat(pieces.decode(ids, 4, 4)).isEmpty();
  }

  @Test
  void tokenize_fromManyThreads_isTheSame() {
    NumberedTokenizer bytes = tokenizer(TextLimits.DEFAULT);
    List<String> lines =
        IntStream.range(0, 2000).mapToObj(i -> "ab \u00e9 gate " + i * 7919).toList();
    List<int[]> one = lines.stream().map(line -> ids(bytes, line)).toList();
    List<int[]> many = lines.parallelStream().map(line -> ids(bytes, line)).toList();

    assertThat(one).allSatisfy(ids -> assertThat(ids).hasSizeGreaterThan(6));
    assertThat(Arrays.deepEquals(one.toArray(), many.toArray())).isTrue();
  }

  @Test
  void pieces_ofTheSameText_haveTextsOfTheirOwn() {
    PieceTexts texts = new PieceTexts(4, 8);
    texts.put(0, "a");
    texts.put(1, "a");
    texts.put(2, "");
    texts.put(3, "\ue0001");

    List<String> all = IntStream.range(0, 4).mapToObj(texts::text).toList();
    assertThat(all).doesNotHaveDuplicates().startsWith("a").doesNotContain("");
    assertThat(all.stream().map(texts::id)).containsExactly(0, 1, 2, 3);
    assertThat(Collections.max(all.stream().map(String::length).toList())).isLessThanOrEqualTo(8);
  }
}
