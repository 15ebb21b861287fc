package io.thalweg.streams.runtime;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.learn.Learner;
import io.thalweg.model.state.StateWriter;
import io.thalweg.streams.config.Alignment;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** What can only be refused when cluster and plan are known, and must be before anything runs. */
final class StartChecks {
  private StartChecks() {}

  /**
   * Offset alignment counts offsets of one partition: the boundaries of several interleave, and
   * which came first is not repeatable.
   */
  static void checkAlignment(PipelineConfig config, int partitions) {
    if (config.serve().alignment() == Alignment.OFFSET && partitions > 1) {
      throw new ConfigurationException(
          ("serve.alignment is 'offset', allowed is latest: source.topic %s has %d partitions, and"
                  + " offset serves one.")
              .formatted(config.source().topic(), partitions));
    }
  }

  /**
   * The learner's checkpoint and the inputs since, about as large, must fit into each thread's
   * cache: otherwise every step is written through, and every checkpoint throws the entities out.
   */
  static void checkCache(PipelinePlan plan, Properties settings) {
    String key = StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
    long cache = number(settings, key);
    long threads = Math.max(1, number(settings, StreamsConfig.NUM_STREAM_THREADS_CONFIG));
    long least = threads * 2 * checkpointBytes(plan);
    if (cache < least) {
      throw new ConfigurationException(
          ("kafka.%s is '%d', allowed is at least %d: twice the learner's checkpoint for each of"
                  + " %d stream threads.")
              .formatted(key, cache, least, threads));
    }
  }

  /** A new learner's state and a full replay buffer. */
  static long checkpointBytes(PipelinePlan plan) {
    StateWriter state = new StateWriter(1 << 20);
    new Learner(plan.learner()).writeTo(state);
    return state.size() + plan.learner().replayBytes();
  }

  private static long number(Properties settings, String key) {
    String value = String.valueOf(settings.get(key));
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "kafka.%s is '%s', allowed is a whole number.".formatted(key, value));
    }
  }
}
