package io.thalweg.streams.processor;

import io.thalweg.model.learn.LearnEffect;
import io.thalweg.schema.AvroWriter;
import io.thalweg.schema.LearningMetrics;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A learner's reports as records of the metrics topic. Not thread-safe. */
final class MetricsEncoder {
  private final AvroWriter<LearningMetrics> writer;
  private final String pipeline;

  MetricsEncoder(String pipeline, String topic, MessageHeaders headers) {
    this.pipeline = pipeline;
    this.writer = AvroWriter.of(LearningMetrics.class, schema -> headers.of(topic, schema));
  }

  byte[] encode(LearnEffect.Report report) {
    var counts = report.counts();
    return writer.encode(
        LearningMetrics.newBuilder()
            .setPipeline(pipeline)
            .setStep(report.steps())
            .setEventsLearned(report.eventsLearned())
            .setSegmentsLearned(report.segments())
            .setStreamTime(Instant.ofEpochMilli(report.streamMillis()))
            .setLoss(report.loss())
            .setHuber(report.huber())
            .setPersistenceHuber(report.persistenceHuber())
            .setGradientNorm(report.gradientNorm())
            .setLearningRate(report.rate())
            .setRefusedSteps(report.refusedSteps())
            .setRollbacks(report.rollbacks())
            .setHeldOutLoss(orNull(report.heldOut().loss()))
            .setEffectiveRank(orNull(report.heldOut().effectiveRank()))
            .setEmbeddingSpread(orNull(report.heldOut().spread()))
            .setVersion(orNull(report.version()))
            .setLate(counts.late())
            .setOutOfOrder(counts.outOfOrder())
            .setRejected(counts.rejected())
            .setSampledOut(counts.sampledOut())
            .setEvicted(counts.evicted())
            .setRepaired(counts.repaired())
            .build());
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
