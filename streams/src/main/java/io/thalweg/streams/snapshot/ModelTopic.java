package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.schema.SnapshotPin;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What a model topic holds at one moment, for operators: every place with its version, checked like
 * a follower checks it. Immutable. Holds all versions in memory: the slots and the pinned copy.
 *
 * @param name the topic
 * @param snapshots what is complete and sound, by version, a pinned copy after its original
 * @param damages what is not
 * @param pin the pin, if one is in place
 * @param progress the learner's last decision, if there is one
 */
public record ModelTopic(
    String name,
    List<Stored> snapshots,
    List<Damage> damages,
    Optional<SnapshotPin> pin,
    Optional<PublicationProgress> progress) {
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * A sound version.
   *
   * @param place a slot's number, or {@code pinned}
   */
  public record Stored(String place, SnapshotManifest manifest, Snapshot snapshot) {}

  /**
   * Something that cannot be used.
   *
   * @param place a slot's number, {@code pinned}, or the key of the record
   * @param version if the manifest could be read
   * @param problem one sentence
   */
  public record Damage(String place, OptionalLong version, String problem) {}

  /** Copies the lists. */
  public ModelTopic {
    snapshots = List.copyOf(snapshots);
    damages = List.copyOf(damages);
  }

  /**
   * Reads the topic as it is now.
   *
   * @param clientConfig settings of a Kafka consumer, {@code bootstrap.servers} among them
   * @param timeout for all of it
   * @throws SnapshotException when there is no such topic or no broker answers in time
   */
  public static ModelTopic read(
      Map<String, Object> clientConfig, String modelTopic, String pipeline, Duration timeout) {
    Collector collector = new Collector();
    SnapshotLog log = new SnapshotLog(pipeline, collector);
    try (ModelTopicReader reader = new ModelTopicReader(clientConfig, modelTopic, log)) {
      if (!reader.topicExists()) {
        throw new SnapshotException(
            "There is no topic %s at %s."
                .formatted(modelTopic, clientConfig.get("bootstrap.servers")));
      }
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!reader.atEnd()) {
        if (System.nanoTime() > deadline) {
          throw new SnapshotException(
              "Topic %s could not be read to its end within %d s."
                  .formatted(modelTopic, timeout.toSeconds()));
        }
        reader.poll(POLL);
      }
      log.reachedEnd();
    } catch (KafkaException e) {
      String why =
          e instanceof TimeoutException ? "no Kafka broker answered in time" : e.getMessage();
      throw new SnapshotException(
          "Topic %s at %s cannot be read: %s."
              .formatted(modelTopic, clientConfig.get("bootstrap.servers"), why),
          e);
    }
    return collector.topic(modelTopic);
  }

  /** A version, from its slot or else its pinned copy. */
  public Optional<Stored> find(long version) {
    return snapshots.stream().filter(stored -> stored.snapshot().version() == version).findFirst();
  }

  /** The newest version in the ring. */
  public Optional<Stored> newest() {
    return snapshots.stream()
        .filter(stored -> !stored.place().equals(ModelTopicKeys.PINNED))
        .reduce((older, newer) -> newer);
  }

  /** The version that serves: the pinned one if it is to be had, else the newest. */
  public Optional<Stored> serving() {
    return pin.flatMap(record -> find(record.getVersion())).or(this::newest);
  }

  /** What is under the pinned keys, whether the pin names it or not. */
  Optional<Stored> pinnedCopy() {
    return snapshots.stream()
        .filter(stored -> stored.place().equals(ModelTopicKeys.PINNED))
        .findFirst();
  }

  /** Keeps what each place holds last. */
  private static final class Collector implements SnapshotLog.Listener {
    private final Map<String, Stored> places = new LinkedHashMap<>();
    private final Map<String, Damage> damages = new LinkedHashMap<>();
    private Optional<SnapshotPin> pin = Optional.empty();
    private Optional<PublicationProgress> progress = Optional.empty();

    @Override
    public void completed(String place, SnapshotManifest manifest, Snapshot snapshot) {
      places.put(place, new Stored(place, manifest, snapshot));
    }

    @Override
    public void refused(String place, OptionalLong version, String sentence) {
      places.remove(place);
      damages.put(place, new Damage(place, version, sentence));
    }

    @Override
    public void removed(String place) {
      places.remove(place);
    }

    @Override
    public void pinned(Optional<SnapshotPin> record) {
      pin = record;
      damages.remove(ModelTopicKeys.PIN);
    }

    @Override
    public void progressed(PublicationProgress record) {
      progress = Optional.of(record);
      damages.remove(ModelTopicKeys.PROGRESS);
    }

    @Override
    public void unreadable(String key, String sentence) {
      damages.put(key, new Damage(key, OptionalLong.empty(), sentence));
    }

    ModelTopic topic(String name) {
      List<Stored> byVersion =
          places.values().stream()
              .sorted(
                  Comparator.comparingLong((Stored stored) -> stored.snapshot().version())
                      .thenComparing(Stored::place))
              .toList();
      return new ModelTopic(name, byVersion, List.copyOf(damages.values()), pin, progress);
    }
  }
}
