package io.thalweg.streams.processor;

import io.thalweg.model.detect.Contribution;
import io.thalweg.model.detect.Explanation;
import io.thalweg.model.detect.Region;
import io.thalweg.model.detect.TailProbability;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.Alert;
import io.thalweg.schema.AvroWriter;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.EmbeddingWriter;
import io.thalweg.schema.FieldContribution;
import io.thalweg.schema.FrameRegion;
import io.thalweg.schema.Reject;
import io.thalweg.schema.SurpriseStatistic;
import io.thalweg.streams.config.Topics;
import io.thalweg.streams.decode.RejectReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What serving says of events as bytes of its topics. Not thread-safe. */
final class ServeRecords {
  private static final int MOST_PAYLOAD = 64 * 1024;

  private final EmbeddingWriter embeddings;
  private final AvroWriter<Alert> alerts;
  private final AvroWriter<Reject> rejects;
  private final double rate;
  private @Nullable Snapshot current;

  ServeRecords(double rate, Topics topics, MessageHeaders headers) {
    this.rate = rate;
    embeddings =
        new EmbeddingWriter(
            headers.of(topics.embeddings(), AvroWriter.releasedSchema(Embedding.class)));
    alerts = AvroWriter.of(Alert.class, schema -> headers.of(topics.alerts(), schema));
    rejects = AvroWriter.of(Reject.class, schema -> headers.of(topics.rejects(), schema));
  }

  byte[] embedding(Reading reading, RecordMetadata metadata, Observation seen) {
    Observation.Served served = seen.served().orElseThrow();
    if (served.snapshot() != current) {
      current = served.snapshot();
      embeddings.model(current.version(), current.spaceId());
    }
    embeddings.event(
        reading.entity(),
        reading.timestampMillis(),
        metadata.topic(),
        metadata.partition(),
        metadata.offset());
    if (served.inSample()) {
      return embeddings.inSample(served.embedding());
    }
    if (seen.surprise().isEmpty()) {
      return embeddings.unscored(served.embedding());
    }
    double surprise = seen.surprise().getAsDouble();
    return seen.probability().isEmpty()
        ? embeddings.uncalibrated(served.embedding(), surprise)
        : embeddings.scored(served.embedding(), surprise, seen.probability().get().p());
  }

  byte[] alert(
      Reading reading, RecordMetadata metadata, Observation seen, Explanation explanation) {
    Snapshot snapshot = seen.served().orElseThrow().snapshot();
    TailProbability probability = explanation.probability();
    return alerts.encode(
        Alert.newBuilder()
            .setEntity(reading.entity())
            .setTimestamp(Instant.ofEpochMilli(reading.timestampMillis()))
            .setTopic(metadata.topic())
            .setPartition(metadata.partition())
            .setOffset(metadata.offset())
            .setVersion(snapshot.version())
            .setSpaceId(snapshot.spaceId())
            .setInSample(false)
            .setSurprise(seen.surprise().orElseThrow())
            .setPValue(probability.p())
            .setThreshold(rate)
            .setCalibratedOn(probability.observations())
            .setStatistic(SurpriseStatistic.valueOf(probability.statistic().name()))
            .setContributions(contributions(explanation))
            .setText(reading.entity() + ": " + explanation.text())
            .setRegion(explanation.region().map(ServeRecords::region).orElse(null))
            .build());
  }

  private static FrameRegion region(Region where) {
    return new FrameRegion(
        where.x(), where.y(), where.width(), where.height(), ByteBuffer.wrap(where.heatMap()));
  }

  private static List<FieldContribution> contributions(Explanation explanation) {
    return explanation.contributions().stream().map(ServeRecords::contribution).toList();
  }

  private static FieldContribution contribution(Contribution part) {
    return FieldContribution.newBuilder()
        .setField(part.field())
        .setObserved(part.observed())
        .setExpected(part.expected())
        .setScale(part.scale())
        .setSurprise(part.surprise())
        .setShare(part.share())
        .build();
  }

  byte[] reject(
      Record<byte[], byte[]> record, RecordMetadata metadata, RejectReason reason, String detail) {
    byte @Nullable [] payload = record.value();
    return rejects.encode(
        Reject.newBuilder()
            .setTopic(metadata.topic())
            .setPartition(metadata.partition())
            .setOffset(metadata.offset())
            .setTimestamp(record.timestamp() < 0 ? null : Instant.ofEpochMilli(record.timestamp()))
            .setReason(reason.name())
            .setDetail(detail)
            .setKey(beginning(record.key()))
            .setPayload(beginning(payload))
            .setPayloadBytes(payload == null ? 0 : payload.length)
            .build());
  }

  private static @Nullable ByteBuffer beginning(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_PAYLOAD)).slice();
  }
}
