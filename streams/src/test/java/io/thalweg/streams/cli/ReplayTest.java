package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.Reading;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.EventFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final String ROWS = "ts,host,a,b\n1,x,1,2\nbroken\n2,y,,4\n";
  private static final Replay.Progress SILENT = (share, sent) -> {};

  @TempDir Path folder;

  @Test
  void run_fileInTheSourcesFormat_sendsItsBytesEvenBadOnes() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(true);
    SourceConfig target =
        source("format: csv, columns: [ts, host, a, b], timestamp: ts, entity: host");
    assertThat(replay(producer, target).run("p", Pace.max(), SILENT))
        .isEqualTo(new Replay.Result(3, 0));
    assertThat(producer.history())
        .extracting(ReplayTest::value)
        .containsExactly("1,x,1,2", "broken", "2,y,,4");
    assertThat(producer.history()).extracting(ReplayTest::key).containsExactly("x", null, "y");
    assertThat(producer.history()).extracting(ProducerRecord::timestamp).containsOnlyNulls();
    assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly("events");
  }

  @Test
  void run_fileInAnotherFormat_isWrittenAnewAndSkipsTheUnreadable() throws IOException {
    for (String keys : List.of("format: avro", "format: json, timestamp: ts, entity: host")) {
      MockProducer<byte[], byte[]> producer = producer(true);
      SourceConfig target = source(keys + ", fields: [b, a]");
      assertThat(replay(producer, target).run("p", Pace.max(), SILENT))
          .isEqualTo(new Replay.Result(2, 1));
      EventDecoder decoder = EventDecoder.of(target, "p");
      byte[] last = producer.history().get(1).value();
      Reading reading = ((Decoded.Event) decoder.decode(null, last, 0, 0, 0)).reading();
      assertThat(reading.entity()).isEqualTo("y");
      assertThat(reading.timestampMillis()).isEqualTo(2000);
      assertThat(reading.values()).containsExactly(4, Double.NaN);
    }
  }

  @Test
  void run_sourceWithoutTimestampField_putsTheEventTimeOnTheRecord() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(true);
    replay(producer, source("format: json")).run("p", Pace.max(), SILENT);
    assertThat(producer.history())
        .extracting(ProducerRecord::timestamp)
        .containsExactly(1000L, 2000L);
    assertThat(producer.history())
        .extracting(ReplayTest::value)
        .containsExactly("{\"a\":1.0,\"b\":2.0}", "{\"b\":4.0}");
    assertThat(producer.history()).extracting(ReplayTest::key).containsExactly("x", "y");
  }

  @Test
  void run_brokerRefusesARecord_failsWithItsReason() throws IOException {
    MockProducer<byte[], byte[]> producer = producer(false);
    Replay replay = replay(producer, source("format: json"));
    Replay.Progress refuseFirst =
        (share, sent) -> {
          if (sent == 1) {
            producer.errorNext(new TimeoutException("no leader"));
          }
        };
    assertThatThrownBy(() -> replay.run("p", Pace.max(), refuseFirst))
        .isInstanceOf(IOException.class)
        .hasMessage("a record could not be sent: no leader");
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void pace_turnsPerSecond_areSpreadEvenlyAndCaughtUp() {
    long[] now = {1_000};
    Pace pace = new Pace(4, () -> now[0]);
    assertThat(pace.nanosUntil(0)).isZero();
    assertThat(pace.nanosUntil(1)).isEqualTo(250_000_000);
    now[0] += 10_000_000_000L;
    assertThat(pace.nanosUntil(8)).isEqualTo(-8_000_000_000L);
    assertThat(new Pace(Double.POSITIVE_INFINITY, () -> 0).nanosUntil(1_000_000)).isZero();
  }

  private Replay replay(MockProducer<byte[], byte[]> producer, SourceConfig target)
      throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), ROWS);
    return new Replay(producer, target, EventFile.inspect(path, target));
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete,
        new RoundRobinPartitioner(),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static SourceConfig source(String keys) {
    return PipelineConfig.parse("pipeline: p\nsource: {topic: events, " + keys + "}").source();
  }

  private static String value(ProducerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable String key(ProducerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }
}
