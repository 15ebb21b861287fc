package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTopicKeysTest {
  @Test
  void keys_ofTheDocumentedExample_areAsDocumented() {
    String place = ModelTopicKeys.place(ModelTopicKeys.slotOf(13, 5));

    assertThat(ModelTopicKeys.manifest(place)).isEqualTo("3/manifest");
    assertThat(ModelTopicKeys.part(place, 0)).isEqualTo("3/0000");
    assertThat(ModelTopicKeys.part(ModelTopicKeys.PINNED, 12)).isEqualTo("pinned/0012");
  }

  @Test
  void parse_everyKindOfKey_givesBackWhatItWasMadeOf() {
    assertThat(ModelTopicKeys.parse(ModelTopicKeys.manifest("12")))
        .contains(new ModelTopicKey.Manifest("12"));
    assertThat(ModelTopicKeys.parse(ModelTopicKeys.part("12", 9999)))
        .contains(new ModelTopicKey.Part("12", 9999));
    assertThat(ModelTopicKeys.parse(ModelTopicKeys.manifest(ModelTopicKeys.PINNED)))
        .contains(new ModelTopicKey.Manifest("pinned"));
    assertThat(ModelTopicKeys.parse("pin")).contains(new ModelTopicKey.Pin());
    assertThat(ModelTopicKeys.parse("progress")).contains(new ModelTopicKey.Progress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "3/",
        "3/1",
        "3/00001",
        "03/0000",
        "-1/0000",
        "3/manifest/",
        "Pin",
        "pinned",
        "x/manifest",
        "٣/manifest",
        "9999999999/0000"
      })
  void parse_anythingElse_isEmpty(String key) {
    assertThat(ModelTopicKeys.parse(key)).isEmpty();
  }

  @Test
  void build_outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> ModelTopicKeys.part("3", 10_000))
        .hasMessage("part index 10000: must be 0 to 9999");
    assertThatThrownBy(() -> ModelTopicKeys.place(-1)).hasMessageContaining("slot -1");
    assertThatThrownBy(() -> ModelTopicKeys.slotOf(1, 0)).hasMessageContaining("slots 0");
    assertThatThrownBy(() -> ModelTopicKeys.manifest("a/b")).hasMessageContaining("a/b/manifest");
  }
}
