package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Content;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TextModalityTest {
  private static EventDecoder decoder(String modality) {
    PipelineConfig config =
        PipelineConfig.parse("pipeline: p\nmodality: %s\nsource: {topic: t}\n".formatted(modality));
    return Modalities.of(config).decoder(config.source(), "p", null);
  }

  private static Decoded decode(EventDecoder decoder, String value) {
    return decoder.decode(null, value.getBytes(StandardCharsets.UTF_8), 1_000, 0, 7);
  }

  private static String text(Decoded decoded) {
    return ((Content.Text) ((Decoded.Event) decoded).reading().content()).text();
  }

  @Test
  void decode_plainLine_isItsText() {
    EventDecoder decoder = decoder("text");

    assertThat(text(decode(decoder, "über  7 \r\n"))).isEqualTo("über  7");
    byte[] stray = {'a', (byte) 0xff, 'b'};
    assertThat(text(decoder.decode(null, stray, 1_000, 0, 8))).isEqualTo("a\ufffdb");
  }

  @Test
  void decode_jsonField_isItsText() {
    EventDecoder decoder = decoder("{type: text, field: message}");

    assertThat(text(decode(decoder, "{\"a\":{\"message\":\"no\"},\"message\":\"yes\"}")))
        .isEqualTo("yes");
    assertThat(decode(decoder, "{\"message\":7}"))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.NO_KNOWN_FIELD));
    assertThat(decode(decoder, "[1]")).isInstanceOf(Decoded.Rejected.class);
    assertThat(decode(decoder, "{\"message\":")).isInstanceOf(Decoded.Rejected.class);
  }

  @Test
  void of_whatItDoesNotKnow_isRefused() {
    assertThatThrownBy(() -> decoder("{type: text, length: 1}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("text.length");
    assertThatThrownBy(() -> decoder("{type: text, size: 64x64}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no option 'size'");
  }
}
