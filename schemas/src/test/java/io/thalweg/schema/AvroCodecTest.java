package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroCodecTest {
  static Stream<SpecificRecordBase> examples() {
    return Examples.byRecord().values().stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void decode_encodedRecord_equalsIt(SpecificRecordBase example) {
    AvroCodec<SpecificRecordBase> codec = Codecs.forRecord(example);

    assertThat(codec.decode(codec.encode(example))).isEqualTo(example);
  }

  /**
   * Derived by hand from the Avro specification, so that the golden files do not only prove
   * themselves.
   */
  @Test
  void encode_sensorEvent_givesTheBytesOfTheSpecification() {
    SensorEvent event =
        new SensorEvent("a", Instant.ofEpochMilli(64), Arrays.asList(1.0, null), null);

    byte[] message = AvroCodec.of(SensorEvent.class).encode(event);

    String body =
        "02"
            + "02"
            + "61" // entity: branch 1, length 1, 'a'
            + "8001" // timestamp: zigzag(64) = 128, seven bits first
            + "04" // two values
            + "02"
            + "000000000000f03f" // branch 1, 1.0 little-endian
            + "00" // branch 0: null
            + "00" // no further block
            + "00"; // names: null
    assertThat(HexFormat.of().formatHex(message)).startsWith("c301").endsWith(body);
    assertThat(message).hasSize(10 + body.length() / 2);
  }

  /** The generated classes carry Avro's own implementation of the format; ours must be the same. */
  @Test
  void encode_record_equalsAvrosOwnMessageEncoder() throws Exception {
    SensorEvent event = Examples.fullSensorEvent();
    byte[] avros = new byte[event.toByteBuffer().remaining()];
    event.toByteBuffer().get(avros);

    assertThat(AvroCodec.of(SensorEvent.class).encode(event)).isEqualTo(avros);
  }

  @Test
  void decode_messageOfAnOlderSchema_isResolvedWithDefaults() {
    Schema older = olderSensorEvent();
    byte[] message =
        Messages.of(
            older,
            out -> {
              out.writeLong(64);
              out.writeArrayStart();
              out.writeArrayEnd();
            });

    SensorEvent event = new AvroCodec<>(SensorEvent.class, List.of(older)).decode(message);

    assertThat(event).isEqualTo(new SensorEvent(null, Instant.ofEpochMilli(64), List.of(), null));
  }

  @Test
  void encode_afterARecordThatCouldNotBeEncoded_isNotDisturbed() {
    AvroCodec<SensorEvent> codec = AvroCodec.of(SensorEvent.class);
    SensorEvent withoutValues = new SensorEvent();
    withoutValues.setTimestamp(Instant.EPOCH);

    assertThatThrownBy(() -> codec.encode(withoutValues)).isInstanceOf(RuntimeException.class);

    assertThat(codec.decode(codec.encode(Examples.fullSensorEvent())))
        .isEqualTo(Examples.fullSensorEvent());
  }

  @Test
  void decode_afterMalformedMessage_isNotDisturbed() {
    AvroCodec<SensorEvent> codec = AvroCodec.of(SensorEvent.class);
    byte[] good = codec.encode(Examples.fullSensorEvent());

    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(good, good.length - 5)))
        .isInstanceOf(AvroDecodingException.class);

    assertThat(codec.decode(good)).isEqualTo(Examples.fullSensorEvent());
  }

  static Schema olderSensorEvent() {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "SensorEvent", "namespace": "io.thalweg.schema", "fields": [
              {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "values", "type": {"type": "array", "items": ["null", "double"]}}]}
            """);
  }
}
