package io.thalweg.streams.cli.demo;

import io.thalweg.streams.config.ClientRole;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Observes on a steady schedule and sends the events to their topic.
 *
 * <p>At first it only observes. {@link #send} makes it send too, {@link #finish} ends both. An
 * observation that comes too late for its turn takes the next one: they are never closer together
 * than the schedule says, and a machine that stalls loses some of them. An event's time is the
 * moment after its observation, so an event before a disturbance knows nothing of it.
 *
 * <p>One thread of its own; all methods may be called from any thread.
 */
final class EventProducer implements AutoCloseable {
  /** Of its thread and of its client, so that what they log can be told from all else. */
  static final String NAME = "demo-events";

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final EventSource source;
  private final String topic;
  private final Clock clock;
  private final long periodNanos;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::run, NAME);

  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicReference<Instant> first = new AtomicReference<>();
  private final AtomicReference<Instant> last = new AtomicReference<>();
  private volatile boolean sending;
  private volatile boolean finished;

  private EventProducer(PipelineConfig config, EventSource source, double hertz, Clock clock) {
    this.source = source;
    this.topic = config.source().topic();
    this.clock = clock;
    periodNanos = Math.round(NANOS_PER_SECOND / hertz);
    Map<String, Object> settings = config.kafkaClientSettings(ClientRole.PRODUCER);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, NAME);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    thread.setDaemon(true);
  }

  /**
   * Begins to observe.
   *
   * @param config names a cluster
   * @param source what is observed
   * @param hertz observations per second
   * @param clock tells the events' times
   */
  static EventProducer start(PipelineConfig config, EventSource source, double hertz, Clock clock) {
    EventProducer started = new EventProducer(config, source, hertz, clock);
    started.thread.start();
    return started;
  }

  /** Begins to send. */
  void send() {
    sending = true;
  }

  /** Ends; returns when every event sent is acknowledged. */
  void finish() throws InterruptedException {
    finished = true;
    thread.join();
    producer.flush();
  }

  /** Events acknowledged so far. */
  long written() {
    return written.get();
  }

  /** Time of the first event, once there is one. */
  Optional<Instant> first() {
    return Optional.ofNullable(first.get());
  }

  /** Time of the newest event, once there is one. */
  Optional<Instant> last() {
    return Optional.ofNullable(last.get());
  }

  /** What stopped it, if anything has. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void run() {
    try {
      long due = System.nanoTime();
      while (!finished) {
        step();
        due = Math.max(due + periodNanos, System.nanoTime());
        awaitTurn(due);
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      source.end();
    }
  }

  private void awaitTurn(long due) {
    for (long left = due - System.nanoTime(); left > 0 && !finished; ) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  private void step() {
    EventSource.Observed observed = source.observe();
    if (sending) {
      Instant time = clock.instant();
      observed.event(time).ifPresent(event -> send(event, time));
    }
  }

  private void send(EventSource.Event event, Instant time) {
    first.compareAndSet(null, time);
    last.set(time);
    byte[] key = event.entity().getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, null, time.toEpochMilli(), key, event.value()),
        (metadata, error) -> acknowledged(error));
  }

  private void acknowledged(Exception error) {
    if (error == null) {
      written.incrementAndGet();
    } else {
      failure.compareAndSet(null, error);
    }
  }

  @Override
  public void close() {
    finished = true;
    producer.close();
  }
}
