package io.thalweg.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small {@code tokenizer.json}s, one of each model, with a handful of pieces. */
final class TokenizerFiles {
  static final String UNKNOWN =
      """
      {"id": 0, "content": "[UNK]", "special": true, "normalized": false,
       "single_word": false, "lstrip": false, "rstrip": false}""";

  private TokenizerFiles() {}

  private static String file(String parts, String model) {
    return """
        {"version": "1.0", "truncation": null, "padding": null, "post_processor": null, %s,
         "model": {%s}}
        """
        .formatted(parts, model);
  }

  /** Ids: [UNK] 0, the 1, gate 2. */
  static String wordLevel() {
    return file(
        """
        "added_tokens": [%s], "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
        "decoder": null
        """
            .formatted(UNKNOWN),
        """
        "type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "the": 1, "gate": 2}
        """);
  }

  /** As BERT's, in lower case. Ids: [UNK] 0, ga 1, ##te 2, . 3, cafe 4. */
  static String wordPiece() {
    return file(
        """
        "added_tokens": [%s], "pre_tokenizer": {"type": "BertPreTokenizer"},
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "lowercase": true,
         "handle_chinese_chars": true, "strip_accents": null},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true}
        """
            .formatted(UNKNOWN),
        """
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {"[UNK]": 0, "ga": 1, "##te": 2, ".": 3, "cafe": 4}
        """);
  }

  /** Ids: &lt;unk> 0, a lower one eighth block for a blank 1, with "the" 2, gate 3, s 4. */
  static String unigram() {
    return file(
        """
        "added_tokens": [], "normalizer": null, "pre_tokenizer": %1$s, "decoder": %1$s
        """
            .formatted(
                """
                {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always",
                 "split": true}"""),
        """
        "type": "Unigram", "unk_id": 0, "byte_fallback": false,
        "vocab": [["<unk>", 0.0], ["\u2581", -2.0], ["\u2581the", -1.0], ["gate", -1.5],
         ["s", -3.0]]
        """);
  }

  /** As Llama's: bytes stand in for what is unknown. Ids: a blank 0, a 1, byte b at 2 + b. */
  static String byteFallback() {
    List<String> pieces = new ArrayList<>(List.of("\u2581", "a"));
    for (int b = 0; b < 256; b++) {
      pieces.add("<0x%02X>".formatted(b));
    }
    return file(
        """
        "added_tokens": [], "pre_tokenizer": null,
        "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"},
        "decoder": {"type": "Sequence", "decoders": [
         {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
         {"type": "ByteFallback"}, {"type": "Fuse"}]}
        """,
        """
        "type": "BPE", "dropout": null, "byte_fallback": true, "fuse_unk": true,
        "vocab": %s, "merges": []
        """
            .formatted(vocabulary(pieces)));
  }

  /** As GPT-2's: all bytes (id b for byte b), then what is merged, from 256 on. */
  static String byteLevel(String... merges) {
    List<String> pieces = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      pieces.add(String.valueOf(byteCharacter(b)));
    }
    for (String merge : merges) {
      pieces.add(merge.replace(" ", ""));
    }
    return file(
        """
        "added_tokens": [], "normalizer": null, "pre_tokenizer": %1$s, "decoder": %1$s
        """
            .formatted(
                """
                {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
                 "use_regex": true}"""),
        """
        "type": "BPE", "dropout": null, "vocab": %s, "merges": [%s]
        """
            .formatted(
                vocabulary(pieces),
                String.join(", ", List.of(merges).stream().map(TokenizerFiles::quoted).toList())));
  }

  /** Printable bytes of Latin-1 stand for themselves, the others for U+0100 on, in order. */
  private static char byteCharacter(int b) {
    long othersBelow = IntStream.range(0, b).filter(other -> !isPrintable(other)).count();
    return (char) (isPrintable(b) ? b : 0x100 + othersBelow);
  }

  private static boolean isPrintable(int b) {
    return b > 0x20 && b < 0x7f || b > 0xa0 && b != 0xad;
  }

  private static String vocabulary(List<String> pieces) {
    List<String> entries = new ArrayList<>();
    for (String piece : pieces) {
      entries.add(quoted(piece) + ": " + entries.size());
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
