package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AvroWriterTest {
  private static final Embedding EXAMPLE = Examples.fullEmbedding();

  @Test
  void encode_registryHeader_isMagicIdAndTheSameBody() {
    byte[] message =
        AvroWriter.of(Embedding.class, schema -> MessageHeader.registry(0x01020380))
            .encode(EXAMPLE);
    assertThat(Arrays.copyOf(message, 5)).containsExactly(0, 1, 2, 3, 0x80);
    byte[] singleObject = AvroCodec.of(Embedding.class).encode(EXAMPLE);
    assertThat(Arrays.copyOfRange(message, 5, message.length))
        .isEqualTo(Arrays.copyOfRange(singleObject, 10, singleObject.length));
  }

  @Test
  void encode_singleObjectHeader_isWhatTheCodecWrites() {
    assertThat(AvroWriter.of(Embedding.class, MessageHeader::singleObject).encode(EXAMPLE))
        .isEqualTo(AvroCodec.of(Embedding.class).encode(EXAMPLE));
  }

  @Test
  void releasedSchema_hasNothingOfTheGenerator() {
    assertThat(AvroWriter.releasedSchema(Embedding.class).toString())
        .contains("\"doc\"")
        .doesNotContain("avro.java");
  }
}
