package io.thalweg.streams.broker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics the program needs and refuses those that would lose its data, on any cluster.
 *
 * <p>An existing topic belongs to whoever made it: nothing about it is changed. It is refused when
 * its cleanup policy would delete what must stay (or compact what must not), when it does not allow
 * records as large as will be written, or when its partition count differs from a required one.
 *
 * <p>Idempotent, and safe to run from several processes at once. Every call waits at most the
 * client's {@code default.api.timeout.ms}. For one thread.
 */
public final class TopicAdmin implements AutoCloseable {
  /** Let the cluster decide: its {@code default.replication.factor}. */
  private static final short CLUSTER_DEFAULT = -1;

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 20;

  private final Admin admin;
  private final String where;

  /**
   * Connects lazily: an unreachable cluster shows at the first call.
   *
   * @param client settings of a Kafka admin client, {@code bootstrap.servers} among them
   */
  public TopicAdmin(Map<String, Object> client) {
    where = String.valueOf(client.get("bootstrap.servers"));
    try {
      admin = Admin.create(client);
    } catch (KafkaException e) {
      throw failure("The Kafka client settings are refused", e);
    }
  }

  /**
   * Makes sure all topics exist and are fit for use when it returns.
   *
   * @return the names of those that it had to create
   * @throws BrokerException naming the first topic that is unfit, and what to do about it
   */
  public Set<String> ensure(List<TopicSpec> specs) {
    Map<String, TopicSpec> wanted =
        specs.stream().collect(Collectors.toMap(TopicSpec::name, Function.identity()));
    Map<String, TopicDescription> existing = describe(wanted.keySet());
    Set<String> created = new TreeSet<>();
    for (TopicSpec spec : specs) {
      if (!existing.containsKey(spec.name()) && create(spec)) {
        created.add(spec.name());
      }
    }
    Map<String, TopicDescription> all =
        created.isEmpty() && existing.size() == wanted.size()
            ? existing
            : awaitVisible(wanted.keySet());
    check(specs.stream().filter(spec -> !created.contains(spec.name())).toList(), all);
    return created;
  }

  private boolean create(TopicSpec spec) {
    NewTopic topic =
        new NewTopic(spec.name(), spec.partitions(), CLUSTER_DEFAULT).configs(spec.allConfig());
    try {
      await(
          admin.createTopics(List.of(topic)).all(), "Topic " + spec.name() + " cannot be created");
      return true;
    } catch (BrokerException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false; // another process was faster; its topic is checked like any other
      }
      throw e;
    }
  }

  /** A topic exists for the controller before every broker knows it. */
  private Map<String, TopicDescription> awaitVisible(Set<String> names) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (true) {
      Map<String, TopicDescription> found = describe(names);
      if (found.keySet().containsAll(names)) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(found.keySet());
        throw new BrokerException(
            "Topics "
                + missing
                + " were created at "
                + where
                + " but did not appear within "
                + VISIBLE_WITHIN.toSeconds()
                + " s.");
      }
      pause();
    }
  }

  private Map<String, TopicDescription> describe(Collection<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach((name, answer) -> existing(name, answer).ifPresent(it -> found.put(name, it)));
    return found;
  }

  private Optional<TopicDescription> existing(String name, KafkaFuture<TopicDescription> answer) {
    try {
      return Optional.of(await(answer, "Topic " + name + " cannot be looked up"));
    } catch (BrokerException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void check(List<TopicSpec> specs, Map<String, TopicDescription> topics) {
    Map<ConfigResource, Config> configs =
        await(
            admin.describeConfigs(specs.stream().map(TopicAdmin::resource).toList()).all(),
            "The settings of the topics cannot be read");
    for (TopicSpec spec : specs) {
      checkPartitions(spec, requireNonNull(topics.get(spec.name())));
      checkConfig(spec, requireNonNull(configs.get(resource(spec))));
    }
  }

  private static ConfigResource resource(TopicSpec spec) {
    return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
  }

  private static void checkPartitions(TopicSpec spec, TopicDescription topic) {
    int found = topic.partitions().size();
    if (spec.partitionsRequired() && found != spec.partitions()) {
      throw new BrokerException(
          "Topic "
              + spec.name()
              + " has "
              + found
              + " partitions but must have "
              + spec.partitions()
              + "; delete it to have it created anew, or use another name.");
    }
  }

  private static void checkConfig(TopicSpec spec, Config config) {
    String policy = config.get("cleanup.policy").value();
    if (!spec.cleanup().isMetBy(policy)) {
      throw new BrokerException(
          "Topic "
              + spec.name()
              + " has cleanup.policy="
              + policy
              + " and would lose data; set it to "
              + spec.cleanup().configValue()
              + ", or use another name.");
    }
    int allowed = Integer.parseInt(config.get("max.message.bytes").value());
    if (allowed < spec.maxMessageBytes()) {
      throw new BrokerException(
          "Topic "
              + spec.name()
              + " has max.message.bytes="
              + allowed
              + " but records of up to "
              + spec.maxMessageBytes()
              + " bytes will be written; raise it.");
    }
  }

  private <T> T await(KafkaFuture<T> answer, String complaint) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(complaint, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // sets the interrupt flag again
    }
  }

  private BrokerException failure(String what, Throwable cause) {
    String why =
        cause instanceof TimeoutException
            ? "no Kafka broker answered in time"
            : String.valueOf(cause.getMessage());
    return new BrokerException(what + " at " + where + ": " + why, cause);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
