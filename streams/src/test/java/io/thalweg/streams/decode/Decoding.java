package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import java.nio.charset.StandardCharsets;

/** What the decoder tests share. */
final class Decoding {
  static final long KAFKA_TIME = 1_234L;

  private Decoding() {}

  /** A source from the keys of its section, in YAML's flow style. */
  static SourceConfig source(String keys) {
    return PipelineConfig.parse("pipeline: plant\nsource: {topic: t, " + keys + "}").source();
  }

  static EventDecoder decoder(String keys) {
    return EventDecoder.of(source(keys), "plant");
  }

  static Reading reading(EventDecoder decoder, String value) {
    return reading(decoder, value.getBytes(StandardCharsets.UTF_8));
  }

  static Reading reading(EventDecoder decoder, byte[] value) {
    Decoded decoded = decode(decoder, value);
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event) decoded).reading();
  }

  static void assertRejected(EventDecoder decoder, String value, RejectReason reason) {
    assertRejected(decoder, value.getBytes(StandardCharsets.UTF_8), reason);
  }

  static void assertRejected(EventDecoder decoder, byte[] value, RejectReason reason) {
    Decoded decoded = decode(decoder, value);
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(((Decoded.Rejected) decoded).reason()).isEqualTo(reason);
    assertThat(((Decoded.Rejected) decoded).detail()).isNotBlank().hasSizeLessThanOrEqualTo(256);
  }

  private static Decoded decode(EventDecoder decoder, byte[] value) {
    return decoder.decode("key-7".getBytes(StandardCharsets.UTF_8), value, KAFKA_TIME, 3, 99);
  }
}
