package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are not what they claim: one exception type, no large allocation, no wrong record. */
class MalformedMessageTest {
  /** A decoder and a valid message for it: every codec, and the reader that decodes by hand. */
  record Target(Consumer<byte[]> decode, byte[] valid) {}

  static Stream<Named<Target>> targets() {
    List<Named<Target>> targets = new ArrayList<>();
    Examples.byRecord()
        .forEach(
            (record, examples) -> {
              SpecificRecordBase full = examples.get(0);
              AvroCodec<SpecificRecordBase> codec = Codecs.forRecord(full);
              targets.add(Named.of(record, new Target(codec::decode, codec.encode(full))));
            });
    byte[] event = AvroCodec.of(SensorEvent.class).encode(Examples.fullSensorEvent());
    targets.add(Named.of("SensorEventReader", new Target(new SensorEventReader()::read, event)));
    byte[] frame = new VideoFrames().encode("gate-2", 64, 1, 2, 1, new byte[] {5, -1});
    targets.add(Named.of("VideoFrames", new Target(new VideoFrames()::decode, frame)));
    byte[] text = new TextEvents().encode("web-1", 64, "disk 7");
    targets.add(Named.of("TextEvents", new Target(new TextEvents()::decode, text)));
    return targets.stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void decode_truncatedAnywhere_isRefused(Target target) {
    for (int length = 0; length < target.valid().length; length++) {
      assertRefused(target, Arrays.copyOf(target.valid(), length));
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void decode_trailingByte_isRefused(Target target) {
    assertThatThrownBy(
            () -> target.decode().accept(Arrays.copyOf(target.valid(), target.valid().length + 1)))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessage("The message has bytes after the end of the record.");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void decode_wrongMagic_isRefused(Target target) {
    byte[] message = target.valid().clone();
    message[1] = 2;

    assertThatThrownBy(() -> target.decode().accept(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("begins with C3 02");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void decode_unknownFingerprint_isRefused(Target target) {
    byte[] message = target.valid().clone();
    message[5] ^= 1;

    assertThatThrownBy(() -> target.decode().accept(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("no known version");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void decode_longerThanTheLimit_isRefused(Target target) {
    byte[] message = Arrays.copyOf(target.valid(), AvroCodec.MAX_MESSAGE_BYTES + 1);

    assertThatThrownBy(() -> target.decode().accept(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining("more than the limit");
  }

  /** Random damage may still be a valid record; it must never be another exception or a hang. */
  @ParameterizedTest
  @MethodSource("targets")
  void decode_damagedBody_givesARecordOrIsRefused(Target target) {
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] message = target.valid().clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        message[10 + random.nextInt(message.length - 10)] = (byte) random.nextInt(256);
      }
      try {
        target.decode().accept(message);
      } catch (AvroDecodingException e) {
        refused++;
      }
    }
    assertThat(refused).as("damage really reaches the decoder").isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1L << 60,
        1L << 31,
        Integer.MAX_VALUE - 8L,
        1_000_000,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -(1L << 60)
      })
  void decode_claimedArraySize_isRefusedWithoutAllocatingIt(long claimed) {
    byte[] message =
        Messages.of(
            SensorEvent.getClassSchema(),
            out -> {
              out.writeIndex(0);
              out.writeLong(0);
              out.writeLong(claimed);
              out.writeLong(0);
            });

    assertRefused(new Target(AvroCodec.of(SensorEvent.class)::decode, message), message);
    assertRefused(new Target(new SensorEventReader()::read, message), message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 60, 1L << 31, Integer.MAX_VALUE - 8L, 1_000_000, -1})
  void decode_claimedStringLength_isRefusedWithoutAllocatingIt(long claimed) {
    byte[] message =
        Messages.of(
            SensorEvent.getClassSchema(),
            out -> {
              out.writeIndex(1);
              out.writeLong(claimed);
            });

    assertRefused(new Target(AvroCodec.of(SensorEvent.class)::decode, message), message);
    assertRefused(new Target(new SensorEventReader()::read, message), message);
  }

  private static void assertRefused(Target target, byte[] message) {
    assertThatThrownBy(() -> target.decode().accept(message))
        .as("%d bytes", message.length)
        .isInstanceOf(AvroDecodingException.class);
  }
}
