package io.thalweg.streams.cli;

import io.thalweg.streams.config.SourceConfig;
import io.thalweg.streams.config.SourceFormat;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventEncoder;
import io.thalweg.streams.decode.EventInput;
import io.thalweg.streams.decode.FileEvent;
import io.thalweg.streams.decode.FileEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Produces the records of a file to a topic, keyed by entity, in file order.
 *
 * <p>A record whose bytes already are what the source expects is sent as it is, even a bad one: it
 * is the pipeline that rejects. Any other is written anew in the source's format; one that cannot
 * be read cannot be written either, and is counted as skipped.
 *
 * <p>Where the source has a timestamp field, the Kafka timestamp is the time of sending, for the
 * topic's retention would delete old times at once; where it has none, the Kafka timestamp is the
 * event's time.
 */
final class Replay {

  /**
   * What happened.
   *
   * @param sent records the broker has acknowledged
   * @param skipped records that could not be written in the source's format
   */
  record Result(long sent, long skipped) {}

  /** Told after every record. */
  interface Progress {
    void at(double share, long sent);
  }

  private final Producer<byte[], byte[]> producer;
  private final SourceConfig target;
  private final EventInput file;
  private final EventEncoder encoder;
  private final boolean sendsRaw;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Replay(Producer<byte[], byte[]> producer, SourceConfig target, EventInput file) {
    this.producer = producer;
    this.target = completed(target, file.source());
    this.file = file;
    this.encoder = new EventEncoder(this.target);
    this.sendsRaw = sendsRaw(this.target, file.source());
  }

  Result run(String pipeline, Pace pace, Progress progress) throws IOException {
    long sent = 0;
    long skipped = 0;
    try (FileEvents events = file.open(pipeline)) {
      for (Optional<FileEvent> next = events.next(); next.isPresent(); next = events.next()) {
        ProducerRecord<byte[], byte[]> record = record(next.get());
        if (record == null) {
          skipped++;
        } else {
          pace.await(sent);
          send(record);
          sent++;
        }
        progress.at(events.progress(), sent);
      }
    }
    producer.flush();
    refuseFailure();
    return new Result(sent, skipped);
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws IOException {
    refuseFailure();
    producer.send(
        record,
        (metadata, exception) -> {
          if (exception != null) {
            failure.compareAndSet(null, exception);
          }
        });
  }

  private void refuseFailure() throws IOException {
    Exception first = failure.get();
    if (first != null) {
      throw new IOException("a record could not be sent: " + first.getMessage(), first);
    }
  }

  private @Nullable ProducerRecord<byte[], byte[]> record(FileEvent event) {
    if (event.decoded() instanceof Decoded.Event good) {
      byte[] key = good.reading().entity().getBytes(StandardCharsets.UTF_8);
      byte[] value = sendsRaw ? event.raw() : encoder.encode(good.reading());
      Long timestamp = writesTimestamp() ? null : good.reading().timestampMillis();
      return new ProducerRecord<>(target.topic(), null, timestamp, key, value);
    }
    return sendsRaw ? new ProducerRecord<>(target.topic(), event.raw()) : null;
  }

  private boolean writesTimestamp() {
    return target.format() == SourceFormat.AVRO || target.timestamp() != null;
  }

  /** What the pipeline leaves to inference is as in the file. */
  private static SourceConfig completed(SourceConfig target, SourceConfig file) {
    boolean ownColumns = target.format() != SourceFormat.CSV || !target.columns().isEmpty();
    return target.withLayout(
        target.format(),
        target.timestamp(),
        target.entity(),
        file.fields(),
        ownColumns ? target.columns() : file.columns(),
        ownColumns ? target.delimiter() : file.delimiter());
  }

  private static boolean sendsRaw(SourceConfig target, SourceConfig file) {
    return target.format() == file.format()
        && (target.format() == SourceFormat.JSON
            || (target.columns().equals(file.columns())
                && target.delimiter().equals(file.delimiter())));
  }
}
