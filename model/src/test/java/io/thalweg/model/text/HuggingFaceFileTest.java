package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a tokenizer.json comes from, how it travels, and what is refused. */
class HuggingFaceFileTest {
  @TempDir Path folder;

  private Spec spec(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), json);
    return new Spec("huggingface", Map.of("file", file.toString(), "longest.line", 100));
  }

  private static byte[] definition(Tokenizer tokenizer) {
    return ((NumberedTokenizer) tokenizer).definition();
  }

  private void refuses(String json, String... why) {
    assertThatThrownBy(() -> Tokenizers.create(spec(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(why);
  }

  @Test
  void restore_fromWhatTravelled_isAnEqualOneWithoutItsFile() throws IOException {
    Spec given = spec(TokenizerFiles.wordPiece());
    Tokenizer made = Tokenizers.create(given);
    Spec portable = Tokenizers.portable(given, made);
    Files.delete(folder.resolve("tokenizer.json"));

    Tokenizer restored = Tokenizers.restore(portable, definition(made));
    String line = "The gate. Caf\u00e9";
    assertThat(restored.tokenize(line)).isEqualTo(made.tokenize(line));
    assertThat(((NumberedTokenizer) restored).end()).isEqualTo(5);
    assertThat(definition(restored)).isEqualTo(definition(made));
    assertThat(Tokenizers.portable(portable, restored)).isEqualTo(portable);
  }

  @Test
  void portable_huggingface_namesTheFileByItsSumAndKeepsTheLimits() throws IOException {
    String sum = HuggingFaceFile.sha256("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(sum).isEqualTo("ba7816bf8f01cfea"); // FIPS 180-2, appendix B.1

    Spec given = spec(TokenizerFiles.wordLevel());
    byte[] json = TokenizerFiles.wordLevel().getBytes(StandardCharsets.UTF_8);
    assertThat(Tokenizers.portable(given, Tokenizers.create(given)))
        .isEqualTo(
            new Spec(
                "huggingface",
                Map.of("sha256", HuggingFaceFile.sha256(json), "longest.line", 100)));
  }

  @Test
  void portable_tokenizersKnownByName_areWhatTheyWere() {
    Spec words = new Spec("words", Map.of("numbers", "fold"));
    assertThat(Tokenizers.portable(words, Tokenizers.create(words))).isEqualTo(words);
    Spec bytes = Spec.of("bytes");
    Tokenizer made = Tokenizers.create(bytes);
    assertThat(Tokenizers.portable(bytes, made)).isEqualTo(bytes);
    assertThat(Tokenizers.restore(bytes, definition(made)).tokenize("ab").tokens()).hasSize(2);
  }

  @Test
  void definition_ofEqualFiles_isTheSameBytesAndNotHandedOutToBeChanged() throws IOException {
    Tokenizer made = Tokenizers.create(spec(TokenizerFiles.unigram()));
    byte[] first = definition(made);
    first[20] ^= 1;
    assertThat(definition(made))
        .isNotEqualTo(first)
        .isEqualTo(definition(Tokenizers.create(spec(TokenizerFiles.unigram()))));
  }

  @Test
  void restore_otherOrDamagedDefinition_isRefused() throws IOException {
    Spec given = spec(TokenizerFiles.wordLevel());
    Tokenizer made = Tokenizers.create(given);
    Spec portable = Tokenizers.portable(given, made);
    byte[] other = definition(Tokenizers.create(spec(TokenizerFiles.unigram())));

    assertThatThrownBy(() -> Tokenizers.restore(portable, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("huggingface.sha256 is " + portable.text("sha256"));
    assertThatThrownBy(() -> Tokenizers.restore(portable, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no packed tokenizer.json");
    assertThatThrownBy(() -> Tokenizers.restore(given, definition(made)))
        .hasMessageContaining("huggingface has no option 'file'");
  }

  @Test
  void restore_definitionThatUnpacksWithoutEnd_isRefused() {
    byte[] bomb = HuggingFaceFile.packed(new byte[(32 << 20) + 1]);
    assertThat(bomb.length).isLessThan(1 << 16);
    assertThatThrownBy(
            () -> Tokenizers.restore(new Spec("huggingface", Map.of("sha256", "0")), bomb))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("larger than 32 MiB");
  }

  @Test
  void create_fileMissingOrTooLarge_isRefused() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Spec spec = new Spec("huggingface", Map.of("file", file.toString()));
    assertThatThrownBy(() -> Tokenizers.create(spec)).hasMessageContaining("there is no file");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((32 << 20) + 1);
    }
    assertThatThrownBy(() -> Tokenizers.create(spec)).hasMessageContaining("larger than 32 MiB");
    assertThatThrownBy(() -> Tokenizers.create(Spec.of("huggingface")))
        .hasMessageContaining("huggingface.file must be a text");
  }

  @Test
  void create_noTokenizerJson_saysWhatIsWrong() {
    refuses("the gate", "no JSON");
    refuses("[]", "no JSON object");
    refuses("{\"model\": {\"vocab\": {\"a\": ", "no JSON");
    refuses("{\"version\": \"1.0\"}", "no model.vocab");
    refuses(TokenizerFiles.wordLevel().replace("WordLevel", "Syllables"), "does not take");
    refuses(
        TokenizerFiles.wordLevel().replace("\"gate\": 2", "\"gate\": \"2\""), "no whole number");
    assertThatThrownBy(
            () -> {
              Path file = Files.write(folder.resolve("latin"), new byte[] {'{', (byte) 0xe9, '}'});
              Tokenizers.create(new Spec("huggingface", Map.of("file", file.toString())));
            })
        .hasMessageContaining("no UTF-8");
  }

  @Test
  void create_idsWithoutEnd_areRefused() {
    refuses(
        TokenizerFiles.wordLevel().replace("\"gate\": 2", "\"gate\": 1048576"),
        "the id 1048576, allowed is 0 to 1048575");
    refuses(TokenizerFiles.wordLevel().replace("\"gate\": 2", "\"gate\": -1"), "the id -1");
  }

  @Test
  void create_dropout_isRefusedSinceLinesWouldDiffer() {
    refuses(
        TokenizerFiles.byteLevel("a b").replace("\"dropout\": null", "\"dropout\": 0.1"),
        "a dropout of 0.1");
  }

  @Test
  void create_noUnknownTokenWhereOneIsNeeded_isRefused() {
    refuses(
        TokenizerFiles.wordLevel()
            .replace("\"unk_token\": \"[UNK]\"", "\"unk_token\": \"<other>\""),
        "has no tokens for a text");
  }

  @Test
  void load_platformWithoutALibrary_isSaidInOneSentence() {
    assertThat(HuggingFaceLibrary.load("Plan 9", "mips"))
        .hasValue(
            "the tokenizer huggingface cannot be used on Plan 9 mips: there is no library for it");
    assertThat(
            HuggingFaceLibrary.load(System.getProperty("os.name"), System.getProperty("os.arch")))
        .isEmpty();
  }
}
