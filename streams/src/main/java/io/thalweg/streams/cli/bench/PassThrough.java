package io.thalweg.streams.cli.bench;

import io.thalweg.streams.config.PipelineConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The yardstick: each record's value is put under its key in a persistent, logged, cached store and
 * forwarded to an output topic. Nothing is decoded and nothing computed, so what remains is the
 * cost of exactly-once stream processing itself.
 */
final class PassThrough {
  private static final String STORE = "last";

  private PassThrough() {}

  static Topology build(PipelineConfig config) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
            .withCachingEnabled());
    builder.stream(
            config.source().topic(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"))
        .process(Keep::new, Named.as("keep"), STORE)
        .to(
            config.topics().embeddings(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("publish"));
    return builder.build();
  }

  private static final class Keep implements Processor<byte[], byte[], byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    Keep() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
      context = newContext;
      store = newContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      store.put(record.key(), record.value());
      context.forward(record);
    }
  }
}
