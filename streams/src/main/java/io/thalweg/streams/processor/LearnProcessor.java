package io.thalweg.streams.processor;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.state.StateReader;
import io.thalweg.streams.snapshot.SnapshotPublisher;
import io.thalweg.streams.store.LearnerShape;
import io.thalweg.streams.store.LearnerStore;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The learner: folds segments and boundaries, one after the other, and forwards what they tell the
 * world: metrics, and the records of a snapshot.
 *
 * <p>The learner's state is in the store after every input (last checkpoint and the inputs since),
 * so that a crash after any record continues bit for bit. An instance may be initialised again
 * after an error: {@code init} rebuilds everything.
 */
public final class LearnProcessor implements Processor<String, byte[], String, Outgoing> {
  private final PipelinePlan plan;
  private final Supplier<SnapshotPublisher> publishers;
  private final String modelTopic;
  private final String metricsTopic;
  private final MessageHeaders headers;
  private final int checkpointInputs;
  private final String storeName;
  private final Headers ownFields;

  private ProcessorContext<String, Outgoing> context;
  private LearnerStore store;
  private Learner learner;
  private SnapshotPublisher publisher;
  private MetricsEncoder metrics;
  private long timestamp;

  /**
   * @param plan the pipeline
   * @param publishers makes the publisher of snapshots
   * @param modelTopic where snapshots go
   * @param metricsTopic where metrics go
   * @param headers what their messages begin with
   * @param checkpointInputs most inputs between two full checkpoints
   * @param storeName store of this processor
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  public LearnProcessor(
      PipelinePlan plan,
      Supplier<SnapshotPublisher> publishers,
      String modelTopic,
      String metricsTopic,
      MessageHeaders headers,
      int checkpointInputs,
      String storeName) {
    this.plan = plan;
    this.publishers = publishers;
    this.modelTopic = modelTopic;
    this.metricsTopic = metricsTopic;
    this.headers = headers;
    this.checkpointInputs = checkpointInputs;
    this.storeName = storeName;
    ownFields = InputFields.headers(plan.learner().fields());
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> newContext) {
    context = newContext;
    store =
        new LearnerStore(
            newContext.getStateStore(storeName), checkpointInputs, LearnerShape.of(plan.learner()));
    learner =
        store.restore(plan.learner(), fields -> FieldChanges.log("learner's weights", fields));
    learner.listen(new LearningLog(plan.learner().pipeline()));
    publisher = publishers.get();
    metrics = new MetricsEncoder(plan.learner().pipeline(), metricsTopic, headers);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    timestamp = record.timestamp();
    byte[] value = InputFields.mapped(record.value(), record.headers(), ownFields, plan.learner());
    LearnInput input = LearnInput.readFrom(new StateReader(value));
    store.append(learner, value);
    learner.fold(input, this::handOut);
    store.checkpointIfDue(learner);
  }

  private void handOut(LearnEffect effect) {
    if (effect instanceof LearnEffect.Report report) {
      forward(plan.learner().pipeline(), metricsTopic, metrics.encode(report));
    } else if (effect instanceof LearnEffect.Decision decision) {
      publisher.publish(decision, (key, value) -> forward(key, modelTopic, value));
    }
  }

  private void forward(String key, String topic, byte[] value) {
    context.forward(new Record<>(key, new Outgoing(topic, value), timestamp));
  }
}
