package io.thalweg.streams.processor;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.item.EntityTable;
import io.thalweg.model.item.EntityTrack;
import io.thalweg.model.item.ItemSettings;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.PartitionSegmenter;
import io.thalweg.model.item.Reading;
import io.thalweg.model.item.Segment;
import io.thalweg.model.state.StateWriter;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.store.EntityStore;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Events of one partition to segments: decode, normalise per entity, cut; one input of the learner
 * per record forwarded, keyed by entity, with the names of its fields ({@link InputFields}).
 * Records that cannot be used are counted, not forwarded: rejecting them is serving's business.
 */
public final class SegmentProcessor implements Processor<byte[], byte[], String, byte[]> {
  private final PipelinePlan plan;
  private final Supplier<EventDecoder> decoders;
  private final String storeName;
  private final Headers headers;
  private final StateWriter writer = new StateWriter(16 * 1024);

  private ProcessorContext<String, byte[]> context;
  private EventDecoder decoder;
  private EntityStore<EntityTrack> store;
  private EntityTable<EntityTrack> tracks;
  private PartitionSegmenter segmenter;
  private long timestamp;

  /**
   * @param plan the pipeline
   * @param decoders makes a decoder for this thread
   * @param storeName store of this processor
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  public SegmentProcessor(PipelinePlan plan, Supplier<EventDecoder> decoders, String storeName) {
    this.plan = plan;
    this.decoders = decoders;
    this.storeName = storeName;
    headers = InputFields.headers(plan.items().fields());
  }

  @Override
  public void init(ProcessorContext<String, byte[]> newContext) {
    context = newContext;
    decoder = decoders.get();
    store = new EntityStore<>(newContext.getStateStore(storeName), Layouts.learning(plan));
    segmenter =
        new PartitionSegmenter(
            newContext.taskId().partition(), plan.publishEvery(), plan.capacity());
    tracks =
        new EntityTable<>(
            plan.mostEntities(),
            plan.idle(),
            () -> newTrack(plan.items()),
            EntityTrack::newestMillis,
            this::evict);
    store
        .restore(tracks, plan.items(), this::newTrack, EntityTrack::adopt, segmenter)
        .ifPresent(fields -> FieldChanges.log("entities of learning", fields));
  }

  private EntityTrack newTrack(ItemSettings items) {
    return new EntityTrack(items, plan.learner().segmentShape());
  }

  private void evict(String entity, EntityTrack track) {
    segmenter.evict();
    store.forget(entity, track);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    timestamp = record.timestamp();
    segmenter.reach(metadata.offset(), this::forward);
    Decoded decoded =
        decoder.decode(
            record.key(),
            record.value(),
            record.timestamp(),
            metadata.partition(),
            metadata.offset());
    if (decoded instanceof Decoded.Event event) {
      learn(event.reading());
    } else {
      segmenter.reject();
      store.savePartition(tracks.streamMillis(), segmenter);
    }
  }

  private void learn(Reading reading) {
    EntityTrack track = tracks.find(reading.entity());
    if (segmenter.accept(track, reading, this::forward) == Arrival.LATE) {
      store.savePartition(tracks.streamMillis(), segmenter);
    } else {
      tracks.seen(reading.entity(), track, reading.timestampMillis());
      store.saveBoth(reading.entity(), reading.offset(), track, tracks.streamMillis(), segmenter);
    }
  }

  private void forward(LearnInput input) {
    writer.clear();
    input.writeTo(writer);
    String key = input instanceof Segment segment ? segment.entity() : "";
    context.forward(new Record<>(key, writer.toByteArray(), timestamp, headers));
  }
}
