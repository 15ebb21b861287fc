package io.thalweg.streams.decode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rejects events that say they happened long after Kafka got them. One such event would move its
 * partition's stream time, and with it what is idle for all the others.
 *
 * <p>Compared with the record's own Kafka timestamp, never with a clock: a replay decides as the
 * live stream did. A record without one is not checked.
 */
final class FutureGuard implements EventDecoder {
  private final EventDecoder decoder;
  private final long mostMillis;

  FutureGuard(EventDecoder decoder, Duration most) {
    this.decoder = decoder;
    this.mostMillis = most.toMillis();
  }

  @Override
  public Decoded decode(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long kafkaTimestamp,
      int partition,
      long offset) {
    Decoded decoded = decoder.decode(key, value, kafkaTimestamp, partition, offset);
    if (kafkaTimestamp < 0 || !(decoded instanceof Decoded.Event event)) {
      return decoded;
    }
    long ahead = event.reading().timestampMillis() - kafkaTimestamp;
    return ahead <= mostMillis
        ? decoded
        : new Decoded.Rejected(
            RejectReason.FUTURE,
            "%d ms ahead of the record's Kafka timestamp, allowed are %d"
                .formatted(ahead, mostMillis));
  }
}
