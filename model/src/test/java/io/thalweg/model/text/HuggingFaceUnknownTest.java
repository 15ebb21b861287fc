package io.thalweg.model.text;

import java.util.HashMap;
import java.util.Map;

/** The contract of a vocabulary that lacks most words: they are its unknown token. */
class HuggingFaceUnknownTest extends TokenizerContract {
  private static final Map<TextLimits, NumberedTokenizer> WITHIN = new HashMap<>();

  @Override
  NumberedTokenizer tokenizer(TextLimits limits) {
    return WITHIN.computeIfAbsent(
        limits, any -> HuggingFaceTokenizerTest.of(TokenizerFiles.wordPiece(), any));
  }
}
