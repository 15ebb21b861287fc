package io.thalweg.streams.snapshot;

import io.thalweg.model.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Keeps the versions of a pipeline's model at hand as they are published. Serving uses it, and so
 * can any Java program that wants to embed on its own:
 *
 * <pre>{@code
 * try (SnapshotFollower follower =
 *     SnapshotFollower.start(Map.of("bootstrap.servers", "host:9092"), "plant.model", "plant")) {
 *   ServingModel model = new ServingModel(follower.awaitFirst(Duration.ofMinutes(1)).orElseThrow());
 * }
 * }</pre>
 *
 * <p><b>What it trusts.</b> Nothing: sizes, every hash, and the numbers are checked before a
 * version is handed out. A damaged version is counted and logged, and the last good one stays. Only
 * committed transactions are seen.
 *
 * <p><b>Order.</b> The topic is read to its end before anything is handed out. A version is visible
 * before the decision that published it counts as {@link #decided}.
 *
 * <p><b>Threads.</b> One daemon thread of its own reads the topic; all methods may be called from
 * any thread. Handed out snapshots are immutable. Brokers that go away and come back are waited for
 * without end; {@link #lastError} tells.
 *
 * <p><b>Memory.</b> The last 256 versions, at most 64 MiB of weights, and at most 128 MiB while a
 * version of the largest size is being received.
 */
public final class SnapshotFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(10);

  private final String modelTopic;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SnapshotLog log;
  private final ModelTopicReader reader;
  private final Thread thread;

  /** The reading thread's alone. */
  private final FollowedVersions versions;

  private boolean readOnce;

  /** What everybody sees: replaced as a whole, by the reading thread, under the lock. */
  private volatile View view = View.EMPTY;

  private volatile boolean closed;

  /** Versions and the decision that made the last of them become visible together. */
  record View(
      Optional<Snapshot> newest,
      List<Snapshot> versions,
      long decided,
      long loaded,
      long refused,
      Optional<String> lastError) {
    static final View EMPTY = new View(Optional.empty(), List.of(), 0, 0, 0, Optional.empty());
  }

  private SnapshotFollower(Map<String, Object> clientConfig, String modelTopic, String pipeline) {
    this.modelTopic = modelTopic;
    versions = new FollowedVersions(modelTopic);
    log = new SnapshotLog(pipeline, versions);
    reader = new ModelTopicReader(clientConfig, modelTopic, log);
    thread = new Thread(this::run, "snapshots-" + modelTopic);
    thread.setDaemon(true);
  }

  /**
   * Starts to follow; returns at once, also when the cluster cannot be reached yet.
   *
   * @param clientConfig settings of a Kafka client, {@code bootstrap.servers} among them
   * @param modelTopic the model topic
   * @param pipeline whose versions are taken; those of any other are refused
   * @throws SnapshotException when the client settings are refused
   */
  public static SnapshotFollower start(
      Map<String, Object> clientConfig, String modelTopic, String pipeline) {
    SnapshotFollower follower = new SnapshotFollower(clientConfig, modelTopic, pipeline);
    follower.thread.start();
    return follower;
  }

  /**
   * The version that serves: the pinned one, else the newest complete one. One volatile read. When
   * the pinned version cannot be had the newest serves, and a warning says so.
   */
  public Optional<Snapshot> newest() {
    return view.newest();
  }

  /**
   * Waits until {@link #newest} has one.
   *
   * @return empty when there is none after the timeout
   * @throws SnapshotException when closed, before or while waiting
   */
  public Optional<Snapshot> awaitFirst(Duration timeout) {
    await(timeout, () -> view.newest().isPresent());
    return view.newest();
  }

  /** Boundary of the newest decision known; 0 when none is. */
  public long decided() {
    return view.decided();
  }

  /**
   * Waits until a boundary has been decided, and the version of that decision, if any, is visible.
   *
   * @return false when it is not after the timeout
   * @throws SnapshotException when closed, before or while waiting
   */
  public boolean awaitDecided(long boundary, Duration timeout) {
    return await(timeout, () -> view.decided() >= boundary);
  }

  /**
   * The complete versions above one, oldest first, of those retained; whatever is pinned. To miss
   * none, ask again before 256 more are published.
   */
  public List<Snapshot> since(long version) {
    return view.versions().stream().filter(snapshot -> snapshot.version() > version).toList();
  }

  /** Versions taken so far, pinned copies included. */
  public long loaded() {
    return view.loaded();
  }

  /** Damaged versions refused so far. */
  public long refused() {
    return view.refused();
  }

  /** What went wrong last, if anything has: a damaged record, or the cluster. */
  public Optional<String> lastError() {
    return view.lastError();
  }

  /** Stops, wakes all who wait, and returns when the thread has ended. May be called repeatedly. */
  @Override
  public void close() {
    stop();
    reader.wakeup();
    try {
      thread.join(JOIN_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (reader) {
      while (!closed) {
        follow();
      }
    } finally {
      stop();
    }
  }

  private void follow() {
    try {
      reader.poll(POLL);
      if ((!readOnce || log.hasMismatch()) && reader.atEnd()) {
        log.reachedEnd();
        readOnce = true;
      }
      show();
    } catch (WakeupException e) {
      // close() wakes; the loop's condition ends it
    } catch (RuntimeException e) {
      // Following never gives up: the client reconnects by itself, and what it cannot mend (a
      // missing topic, a missing permission) an operator may.
      versions.failed("Topic %s cannot be followed: %s".formatted(modelTopic, e.getMessage()));
      show();
      pause();
    }
  }

  private void show() {
    versions
        .viewIfChanged(readOnce)
        .ifPresent(
            next -> {
              lock.lock();
              try {
                view = next;
                changed.signalAll();
              } finally {
                lock.unlock();
              }
            });
  }

  private void pause() {
    lock.lock();
    try {
      long left = RETRY_AFTER.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      stop(); // nobody but the owner of a thread interrupts it
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Duration timeout, BooleanSupplier condition) {
    long left = TimeUnit.NANOSECONDS.convert(timeout); // saturates
    lock.lock();
    try {
      while (true) {
        if (closed) {
          throw new SnapshotException("The follower of %s is closed.".formatted(modelTopic));
        }
        if (condition.getAsBoolean() || left <= 0) {
          return condition.getAsBoolean();
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SnapshotException("Waiting for %s was interrupted.".formatted(modelTopic), e);
    } finally {
      lock.unlock();
    }
  }
}
