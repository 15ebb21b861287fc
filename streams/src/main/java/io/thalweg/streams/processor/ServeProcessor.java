package io.thalweg.streams.processor;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.FieldMap;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.EntityWatch;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.Watcher;
import io.thalweg.streams.config.Topics;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.RejectReason;
import io.thalweg.streams.store.EntityStore;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Events of one partition to embeddings, alerts and rejects: decode, embed, detect; one step per
 * event. Every record of the source leaves a trace: an embedding, or a reject.
 */
public final class ServeProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  private final PipelinePlan plan;
  private final Supplier<EventDecoder> decoders;
  private final Supplier<Versions> versionSources;
  private final Topics topics;
  private final MessageHeaders headers;
  private final boolean emitEmbeddings;
  private final String storeName;

  private ProcessorContext<byte[], Outgoing> context;
  private EventDecoder decoder;
  private Versions versions;
  private Watcher watcher;
  private EntityStore<EntityWatch> store;
  private EntityTable<EntityWatch> watches;
  private ServeRecords records;

  /**
   * @param plan the pipeline
   * @param decoders makes a decoder for this thread
   * @param versionSources makes the source of versions for this task
   * @param topics names of the topics written
   * @param headers what their messages begin with
   * @param emitEmbeddings whether embeddings are written
   * @param storeName store of this processor
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  public ServeProcessor(
      PipelinePlan plan,
      Supplier<EventDecoder> decoders,
      Supplier<Versions> versionSources,
      Topics topics,
      MessageHeaders headers,
      boolean emitEmbeddings,
      String storeName) {
    this.plan = plan;
    this.decoders = decoders;
    this.versionSources = versionSources;
    this.topics = topics;
    this.headers = headers;
    this.emitEmbeddings = emitEmbeddings;
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> newContext) {
    context = newContext;
    decoder = decoders.get();
    versions = versionSources.get();
    watcher = new Watcher(plan.serving());
    records = new ServeRecords(plan.serving().alerts().rate(), topics, headers);
    store = new EntityStore<>(newContext.getStateStore(storeName), Layouts.serving(plan));
    watches =
        new EntityTable<>(
            plan.mostEntities(),
            plan.idle(),
            watcher::newEntity,
            EntityWatch::newestMillis,
            store::forget);
    store
        .restore(watches, plan.items(), this::newWatch, EntityWatch::adopt, watcher)
        .ifPresent(this::startCalibration);
  }

  private EntityWatch newWatch(ItemSettings items) {
    return new EntityWatch(plan.serving().withItems(items));
  }

  /** Surprises summed over other fields are another statistic; in another order they are not. */
  private void startCalibration(FieldMap fields) {
    FieldChanges.log("entities of serving", fields);
    if (!fields.keepsAll()) {
      watcher = new Watcher(plan.serving());
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    Decoded decoded =
        decoder.decode(
            record.key(),
            record.value(),
            record.timestamp(),
            metadata.partition(),
            metadata.offset());
    if (decoded instanceof Decoded.Event event) {
      observe(event.reading(), record, metadata);
    } else if (decoded instanceof Decoded.Rejected rejected) {
      reject(record, metadata, rejected.reason(), rejected.detail());
    }
  }

  private void observe(Reading reading, Record<byte[], byte[]> record, RecordMetadata metadata) {
    EntityWatch watch = watches.find(reading.entity());
    Observation seen = watcher.observe(watch, reading, versions.at(reading.offset()).orElse(null));
    if (seen.arrival() == Arrival.LATE) {
      reject(record, metadata, RejectReason.LATE, lateness(watch, reading));
      return;
    }
    watches.seen(reading.entity(), watch, reading.timestampMillis());
    store.save(reading.entity(), reading.offset(), watch);
    store.savePartition(watches.streamMillis(), watcher);
    emit(reading, metadata, seen, record.timestamp());
  }

  private String lateness(EntityWatch watch, Reading reading) {
    return "%d ms behind the entity's newest event, allowed are %d"
        .formatted(
            watch.newestMillis() - reading.timestampMillis(), plan.items().grace().toMillis());
  }

  private void emit(Reading reading, RecordMetadata metadata, Observation seen, long timestamp) {
    if (seen.served().isEmpty()) {
      return;
    }
    byte[] key = reading.entity().getBytes(StandardCharsets.UTF_8);
    if (emitEmbeddings) {
      forward(key, topics.embeddings(), records.embedding(reading, metadata, seen), timestamp);
    }
    seen.alert()
        .ifPresent(
            alert ->
                forward(
                    key,
                    topics.alerts(),
                    records.alert(reading, metadata, seen, alert),
                    timestamp));
  }

  private void reject(
      Record<byte[], byte[]> record, RecordMetadata metadata, RejectReason reason, String detail) {
    forward(
        record.key(),
        topics.rejects(),
        records.reject(record, metadata, reason, detail),
        record.timestamp());
  }

  private void forward(byte @Nullable [] key, String topic, byte[] value, long timestamp) {
    context.forward(new Record<>(key, new Outgoing(topic, value), timestamp));
  }
}
