package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderFileTest {
  @TempDir Path folder;

  @Test
  void resolve_file_becomesTheConfigurationAndLeavesNoPath() throws IOException {
    Path file = Files.writeString(folder.resolve("network.json"), "{\"confs\": []}");
    Spec spec = new Spec("dl4j", Map.of("file", file.toString(), "context", 3));

    assertThat(EncoderFile.resolve(spec))
        .isEqualTo(new Spec("dl4j", Map.of("configuration", "{\"confs\": []}", "context", 3)));
  }

  @Test
  void resolve_noFile_isTheSame() {
    Spec spec = new Spec("gru", Map.of("hidden", 3));

    assertThat(EncoderFile.resolve(spec)).isSameAs(spec);
  }

  @Test
  void resolve_missingFileOrBoth_isRefusedInOneSentence() {
    String missing = folder.resolve("none.json").toString();

    assertThatThrownBy(() -> EncoderFile.resolve(new Spec("dl4j", Map.of("file", missing))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("encoder.file is " + missing + ", which cannot be read");
    assertThatThrownBy(
            () ->
                EncoderFile.resolve(
                    new Spec("dl4j", Map.of("file", missing, "configuration", "{}"))))
        .hasMessage("dl4j has both configuration and file, which replaces it");
  }
}
