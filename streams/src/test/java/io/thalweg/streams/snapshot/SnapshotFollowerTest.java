package io.thalweg.streams.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.ModelTopicKeys;
import io.thalweg.streams.broker.BrokerSettings;
import io.thalweg.streams.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SnapshotFollowerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  private String topic;
  private ModelTopicWriter writer;
  private final List<SnapshotFollower> followers = new ArrayList<>();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(BrokerSettings.in(data));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName() + ".model";
    writer = new ModelTopicWriter(broker.bootstrapServers(), topic);
  }

  @AfterEach
  void close() {
    followers.forEach(SnapshotFollower::close);
    writer.close();
  }

  @Test
  void newest_publishedBefore_isTheSameBitForBit() {
    writer.commit(TestSnapshots.records(TestSnapshots.published(TestSnapshots.large(1)), 5));
    SnapshotFollower follower = follow();

    SnapshotAssert.assertSame(follower.awaitFirst(DEADLINE).orElseThrow(), TestSnapshots.large(1));
    assertThat(follower.loaded()).isEqualTo(1);
    assertThat(follower.refused()).isZero();
    assertThat(follower.lastError()).isEmpty();
  }

  @Test
  void newest_publishedWhileFollowing_isTheNewestOnceDecided() {
    SnapshotFollower follower = follow();
    writer.publish(1, 2, 3);

    awaitVersion(follower, 3);
    SnapshotAssert.assertSame(follower.newest().orElseThrow(), TestSnapshots.small(3));
    assertThat(follower.decided()).isEqualTo(TestSnapshots.boundary(3));
    assertThat(follower.since(1)).extracting(Snapshot::version).containsExactly(2L, 3L);
  }

  @Test
  void awaitFirst_manyVersionsOnTheTopic_showsNoneButTheNewest() {
    for (long version = 1; version <= 30; version++) {
      writer.publish(version);
    }
    SnapshotFollower follower = follow();

    assertThat(follower.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(30L);
    assertThat(follower.since(0)).hasSize(30);
    assertThat(follower.since(28)).extracting(Snapshot::version).containsExactly(29L, 30L);
  }

  @Test
  void awaitFirst_emptyTopic_isEmptyAfterTheTimeout() {
    SnapshotFollower follower = follow();

    assertThat(follower.awaitFirst(Duration.ofMillis(500))).isEmpty();
    assertThat(follower.awaitDecided(1, Duration.ZERO)).isFalse();
  }

  @Test
  void awaitDecided_nothingPublishedAtTheBoundary_returnsNevertheless() {
    SnapshotFollower follower = follow();
    writer.publish(1);
    writer.commit(TestSnapshots.records(TestSnapshots.refused(3, Outcome.UNCHANGED), 5));

    assertThat(follower.awaitDecided(3, DEADLINE)).isTrue();
    assertThat(follower.newest()).map(Snapshot::version).hasValue(1L);
    assertThat(follower.awaitDecided(4, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void newest_abortedTransaction_isInvisible() {
    writer.publish(1);
    writer.abort(TestSnapshots.records(2));
    SnapshotFollower follower = follow();
    assertThat(follower.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(1L);

    writer.abort(TestSnapshots.records(3));
    writer.commit(TestSnapshots.records(TestSnapshots.refused(20, Outcome.UNCHANGED), 5));

    assertThat(follower.awaitDecided(20, DEADLINE)).isTrue();
    assertThat(follower.since(0)).extracting(Snapshot::version).containsExactly(1L);
    assertThat(follower.refused()).isZero();
  }

  @Test
  void newest_corruptedPart_keepsTheLastGoodAndCountsOnce() {
    SnapshotFollower follower = follow();
    writer.publish(1);
    Map<String, byte[]> corrupted = TestSnapshots.records(2);
    TestSnapshots.value(corrupted, "2/0000")[50] ^= 1;
    writer.commit(corrupted);

    awaitUntil(() -> follower.refused() == 1);
    assertThat(follower.awaitDecided(TestSnapshots.boundary(2), DEADLINE)).isTrue();
    assertThat(follower.newest()).map(Snapshot::version).hasValue(1L);
    assertThat(follower.lastError().orElseThrow()).contains("version 2", "SHA-256");

    writer.publish(3);
    awaitVersion(follower, 3);
    assertThat(follower.refused()).isEqualTo(1);
  }

  /** What compaction leaves when it has got as far as the parts of version 6. */
  @Test
  void newest_slotReusedAndHalfCompacted_isNoDamage() {
    writer.commit("1/manifest", TestSnapshots.records(1).get("1/manifest"));
    writer.publish(2, 3, 4, 5, 6);
    SnapshotFollower follower = follow();

    assertThat(follower.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(6L);
    assertThat(follower.refused()).isZero();
    assertThat(follower.lastError()).isEmpty();
  }

  @Test
  void pin_olderVersion_servesUntilUnpinnedAlsoForANewFollower() {
    writer.publish(1, 2, 3);
    SnapshotFollower follower = follow();
    assertThat(follower.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(3L);

    pin(2);
    awaitUntil(() -> newestVersion(follower) == 2);
    writer.publish(4, 5, 6, 7); // 7 takes the slot of 2
    assertThat(follower.awaitDecided(TestSnapshots.boundary(7), DEADLINE)).isTrue();
    SnapshotAssert.assertSame(follower.newest().orElseThrow(), TestSnapshots.small(2));
    assertThat(follower.since(5)).extracting(Snapshot::version).containsExactly(6L, 7L);
    try (SnapshotFollower late = newFollower()) {
      SnapshotAssert.assertSame(late.awaitFirst(DEADLINE).orElseThrow(), TestSnapshots.small(2));
    }

    try (SnapshotPins pins = new SnapshotPins(client(), topic)) {
      assertThat(pins.unpin(contents())).isTrue();
    }
    awaitUntil(() -> newestVersion(follower) == 7);
    assertThat(contents().pinnedCopy()).isEmpty();
    assertThat(follower.lastError()).isEmpty();
  }

  @Test
  void pin_anotherVersionWhilePinned_replacesItCompletely() {
    writer.commit(TestSnapshots.records(TestSnapshots.published(TestSnapshots.large(1)), 5));
    writer.publish(2, 3);
    SnapshotFollower follower = follow();

    pin(1);
    awaitUntil(() -> newestVersion(follower) == 1);
    pin(2);
    awaitUntil(() -> newestVersion(follower) == 2);

    assertThat(contents().pinnedCopy()).map(it -> it.snapshot().version()).hasValue(2L);
    assertThat(contents().damages()).isEmpty();
    assertThat(follower.lastError()).isEmpty();
  }

  @Test
  void pin_versionThatIsNotThere_isRefused() {
    writer.publish(1);

    assertThatThrownBy(() -> pin(9))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("Version 9 is not on topic");
  }

  @Test
  void pin_damagedRecord_leavesTheNewestServing() {
    SnapshotFollower follower = follow();
    writer.publish(1);
    writer.commit(ModelTopicKeys.PIN, new byte[] {1, 2, 3});

    awaitUntil(() -> follower.lastError().isPresent());
    assertThat(follower.lastError().orElseThrow()).contains("'pin'");
    assertThat(newestVersion(follower)).isEqualTo(1);
  }

  @Test
  void close_waiters_areWokenAndRefused() {
    SnapshotFollower follower = follow();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> follower.awaitDecided(1, Duration.ofDays(9999)));

    follower.close();

    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SnapshotException.class);
    assertThatThrownBy(() -> follower.awaitFirst(DEADLINE))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining(topic);
    assertThat(threadsNamed("snapshots-" + topic)).isZero();
    follower.close();
  }

  @Test
  void start_refusedSetting_saysSo() {
    assertThatThrownBy(
            () -> SnapshotFollower.start(Map.of("bootstrap.servers", "nowhere"), topic, "plant"))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void start_topicMissing_followsOnceItIsCreated() {
    String missing = "later.model";
    try (SnapshotFollower early = SnapshotFollower.start(client(), missing, "plant")) {
      try (ModelTopicWriter late = new ModelTopicWriter(broker.bootstrapServers(), missing)) {
        late.publish(1);
      }

      assertThat(early.awaitFirst(DEADLINE)).map(Snapshot::version).hasValue(1L);
    }
  }

  private static long threadsNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  private SnapshotFollower follow() {
    SnapshotFollower follower = newFollower();
    followers.add(follower);
    return follower;
  }

  private SnapshotFollower newFollower() {
    return SnapshotFollower.start(client(), topic, TestSnapshots.PIPELINE);
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private void pin(long version) {
    try (SnapshotPins pins = new SnapshotPins(client(), topic)) {
      pins.pin(contents(), version, Optional.of("why not"));
    }
  }

  private ModelTopic contents() {
    return ModelTopic.read(client(), topic, TestSnapshots.PIPELINE, DEADLINE);
  }

  private static void awaitVersion(SnapshotFollower follower, long version) {
    assertThat(follower.awaitDecided(TestSnapshots.boundary(version), DEADLINE)).isTrue();
    assertThat(newestVersion(follower)).isEqualTo(version);
  }

  private static long newestVersion(SnapshotFollower follower) {
    return follower.newest().map(Snapshot::version).orElse(0L);
  }

  private static void awaitUntil(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
