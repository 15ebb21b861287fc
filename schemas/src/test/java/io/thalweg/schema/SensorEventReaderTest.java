package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.Encoder;
import org.junit.jupiter.api.Test;

class SensorEventReaderTest {
  private final AvroCodec<SensorEvent> codec = AvroCodec.of(SensorEvent.class);
  private final SensorEventReader reader = new SensorEventReader();
  private final SensorEventWriter writer = new SensorEventWriter();

  @Test
  void read_anyEncodedEvent_givesWhatTheCodecGives() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      SensorEvent event = randomEvent(random);

      reader.read(codec.encode(event));

      assertThat(reader.entity()).isEqualTo(event.getEntity());
      assertThat(reader.timestampMillis()).isEqualTo(event.getTimestamp().toEpochMilli());
      assertThat(reader.values()).isEqualTo(primitive(event.getValues()));
      assertThat(reader.names()).isEqualTo(event.getNames());
      assertThat(reader.nonFinite()).isZero();
    }
  }

  @Test
  void encode_anyEvent_givesTheBytesOfTheCodec() {
    Random random = new Random(12);
    for (int round = 0; round < 2_000; round++) {
      SensorEvent event = randomEvent(random);
      byte[] byHand =
          writer.encode(
              event.getEntity(),
              event.getTimestamp().toEpochMilli(),
              primitive(event.getValues()),
              event.getNames());

      assertThat(byHand).isEqualTo(codec.encode(event));
    }
  }

  @Test
  void encode_namesOfAnotherCount_isRefused() {
    assertThatThrownBy(() -> writer.encode(null, 0, new double[2], List.of("one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 names for 2 values");
  }

  @Test
  void read_messageOfAnOlderSchema_isResolved() {
    var older = AvroCodecTest.olderSensorEvent();
    var resolving = new SensorEventReader(new AvroCodec<>(SensorEvent.class, List.of(older)));

    resolving.read(Messages.of(older, out -> writeBody(out, 64, 2)));

    assertThat(resolving.timestampMillis()).isEqualTo(64);
    assertThat(resolving.values()).containsExactly(Double.NaN, 1.5);
    assertThat(resolving.entity()).isNull();
    assertThat(resolving.names()).isNull();
  }

  /** Avro lets a writer cut an array into blocks, and state a block's length in bytes. */
  @Test
  void read_valuesInSeveralBlocks_joinsThem() {
    byte[] message =
        Messages.of(
            SensorEvent.getClassSchema(),
            out -> {
              out.writeIndex(0);
              out.writeLong(0);
              for (int block = 0; block < 5; block++) {
                out.writeLong(-1); // one item, its length in bytes follows
                out.writeLong(9);
                out.writeIndex(1);
                out.writeDouble(block);
              }
              out.writeLong(0);
              out.writeIndex(0);
            });

    reader.read(message);

    assertThat(reader.values()).containsExactly(0, 1, 2, 3, 4);
    assertThat(codec.decode(message).getValues()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void read_valuesSentAsNanOrInfinite_areCountedAndNotTakenForMissing() {
    reader.read(
        codec.encode(
            new SensorEvent(
                null,
                Instant.EPOCH,
                Arrays.asList(Double.NaN, null, Double.NEGATIVE_INFINITY, 1.0),
                null)));

    assertThat(reader.nonFinite()).isEqualTo(2);
    assertThat(reader.values())
        .containsExactly(Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, 1);
  }

  @Test
  void read_sameNumberOfFieldsAndNames_reusesArrayAndList() {
    reader.read(writer.encode(null, 1, new double[] {1, 2}, List.of("a", "b")));
    double[] values = reader.values();
    List<String> names = reader.names();

    reader.read(writer.encode(null, 2, new double[] {3, 4}, List.of("a", "b")));

    assertThat(reader.values()).isSameAs(values).containsExactly(3, 4);
    assertThat(reader.names()).isSameAs(names);
  }

  @Test
  void read_afterRefusedMessageWithOtherNames_givesTheRightNames() {
    byte[] good = writer.encode(null, 1, new double[] {1, 2}, List.of("a", "b"));
    byte[] other = writer.encode(null, 1, new double[] {1, 2}, List.of("c", "d"));
    reader.read(good);
    assertThatThrownBy(() -> reader.read(Arrays.copyOf(other, other.length - 1)))
        .isInstanceOf(AvroDecodingException.class);
    assertThat(reader.names()).as("a refused event is empty").isNull();
    assertThat(reader.values()).isEmpty();

    reader.read(other);
    assertThat(reader.names()).containsExactly("c", "d");
    reader.read(good);
    assertThat(reader.names()).containsExactly("a", "b");
  }

  private static void writeBody(Encoder out, long timestamp, int count) throws IOException {
    out.writeLong(timestamp);
    out.writeArrayStart();
    out.setItemCount(count);
    for (int i = 0; i < count; i++) {
      out.writeIndex(i == 0 ? 0 : 1);
      if (i > 0) {
        out.writeDouble(1.5);
      }
    }
    out.writeArrayEnd();
  }

  private static SensorEvent randomEvent(Random random) {
    int count = random.nextInt(5) == 0 ? random.nextInt(300) : 38;
    List<Double> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(
          random.nextInt(4) == 0
              ? null
              : random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100));
      names.add((random.nextInt(50) == 0 ? "größe" : "field") + i);
    }
    return new SensorEvent(
        random.nextBoolean() ? null : "entity-" + random.nextInt(),
        Instant.ofEpochMilli(random.nextLong() >> random.nextInt(64)),
        values,
        random.nextBoolean() ? null : names);
  }

  private static double[] primitive(List<Double> values) {
    return values.stream().mapToDouble(value -> value == null ? Double.NaN : value).toArray();
  }
}
