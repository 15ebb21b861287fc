package io.thalweg.streams.snapshot;

import static io.thalweg.streams.snapshot.TestSnapshots.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import io.thalweg.schema.SnapshotPin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotLogTest {
  private final Heard heard = new Heard();
  private final SnapshotLog log = new SnapshotLog("plant", heard);

  @Test
  void accept_recordsOfTwoVersions_completesThemInOrder() {
    accept(TestSnapshots.records(1));
    accept(TestSnapshots.records(2));
    log.reachedEnd();

    assertThat(heard.events).containsExactly("1 in 1", "decided 2", "2 in 2", "decided 4");
  }

  /** Compaction has taken the parts of version 1, since version 6 has the same keys. */
  @Test
  void accept_olderManifestWithNewerParts_isNoDamage() {
    accept("1/manifest", value(TestSnapshots.records(1), "1/manifest"));
    accept(TestSnapshots.records(6));
    log.reachedEnd();

    assertThat(heard.events).containsExactly("6 in 1", "decided 12");
  }

  /** The parts of version 6 are there, its manifest is not: yet or any more. */
  @Test
  void accept_manifestWhoseSuccessorIsStillToCome_isJudgedOnlyAtTheEnd() {
    accept("1/manifest", value(TestSnapshots.records(1), "1/manifest"));
    accept("1/0000", value(TestSnapshots.records(6), "1/0000"));
    assertThat(log.hasMismatch()).isTrue();
    assertThat(heard.events).isEmpty();

    accept("1/manifest", value(TestSnapshots.records(6), "1/manifest"));
    log.reachedEnd();

    assertThat(heard.events).containsExactly("6 in 1");
  }

  @Test
  void accept_oneBitOfAPartFlipped_isRefusedOnceAtTheEnd() {
    Map<String, byte[]> records = TestSnapshots.records(1);
    value(records, "1/0000")[100] ^= 1;
    accept(records);
    log.reachedEnd();
    log.reachedEnd();

    assertThat(heard.events)
        .containsExactly(
            "decided 2", "refused 1 in 1: Part 0 does not match its SHA-256 in the manifest.");
  }

  @Test
  void accept_versionOfFewerParts_ignoresWhatIsLeftOfTheOlder() {
    accept(
        "1/0001",
        value(TestSnapshots.records(TestSnapshots.published(TestSnapshots.large(1)), 5), "1/0001"));
    accept(TestSnapshots.records(6));

    assertThat(heard.events).contains("6 in 1");
  }

  @Test
  void accept_recordsOfAnotherPipeline_areRefused() {
    accept(TestSnapshots.records(TestSnapshots.published(TestSnapshots.snapshot(1, 4, "mine")), 5));
    log.reachedEnd();

    assertThat(heard.events).hasSize(2).last().asString().contains("'mine'", "'plant'");
  }

  @Test
  void accept_arbitraryBytes_throwsNothingAndGoesOn() {
    Random random = new Random(1);
    for (String key : List.of("1/manifest", "1/0000", "pin", "progress", "pinned/manifest", "x")) {
      for (int i = 0; i < 200; i++) {
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        accept(key, value);
      }
      log.accept(key.getBytes(StandardCharsets.UTF_8), null);
    }
    log.accept(null, new byte[1]);
    accept(TestSnapshots.records(1));

    assertThat(heard.events).contains("1 in 1", "decided 2");
  }

  @Test
  void accept_everyPrefixAndEveryFlippedByteOfAManifest_throwsNothing() {
    Map<String, byte[]> records = TestSnapshots.records(1);
    byte[] manifest = value(records, "1/manifest");
    for (int i = 0; i < manifest.length; i++) {
      byte[] broken = manifest.clone();
      broken[i] ^= 0x41;
      accept("1/0000", value(records, "1/0000"));
      accept("1/manifest", broken);
      accept("1/manifest", java.util.Arrays.copyOf(manifest, i));
    }
    log.reachedEnd();
    accept(records);

    assertThat(heard.events).contains("1 in 1");
  }

  @Test
  void partBuffer_moreThanFits_forgetsWhatCameFirst() {
    PartBuffer buffer = new PartBuffer(10_000);
    for (int i = 0; i < 100; i++) {
      buffer.put("1", i, new byte[1000]);
    }

    assertThat(buffer.bytes()).isLessThanOrEqualTo(10_000);
    assertThat(buffer.take("1")).containsKey(99).doesNotContainKey(0).hasSize(8);
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void versionHistory_moreThanFits_dropsTheOldest() {
    VersionHistory byCount = new VersionHistory(3, Long.MAX_VALUE);
    VersionHistory byBytes = new VersionHistory(3, 1);
    for (long version = 1; version <= 5; version++) {
      byCount.add(TestSnapshots.small(version));
      byBytes.add(TestSnapshots.small(version));
    }

    assertThat(byCount.since(0)).extracting(Snapshot::version).containsExactly(3L, 4L, 5L);
    assertThat(byCount.since(4)).extracting(Snapshot::version).containsExactly(5L);
    assertThat(byBytes.since(0)).extracting(Snapshot::version).containsExactly(5L);
  }

  @Test
  void versionHistory_learningBeganAnew_forgetsWhatIsRepeated() {
    VersionHistory history = new VersionHistory(10, Long.MAX_VALUE);
    for (long version : new long[] {4, 5, 6, 5}) {
      history.add(TestSnapshots.small(version));
    }

    assertThat(history.since(0)).extracting(Snapshot::version).containsExactly(4L, 5L);
  }

  private void accept(Map<String, byte[]> records) {
    records.forEach(this::accept);
  }

  private void accept(String key, byte[] value) {
    log.accept(key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** What the log has said, as text. */
  private static final class Heard implements SnapshotLog.Listener {
    final List<String> events = new ArrayList<>();

    @Override
    public void completed(String place, SnapshotManifest manifest, Snapshot snapshot) {
      events.add(snapshot.version() + " in " + place);
    }

    @Override
    public void refused(String place, OptionalLong version, String sentence) {
      events.add(
          "refused %s in %s: %s"
              .formatted(version.isPresent() ? version.getAsLong() : "?", place, sentence));
    }

    @Override
    public void removed(String place) {
      events.add("removed " + place);
    }

    @Override
    public void pinned(Optional<SnapshotPin> pin) {
      events.add("pinned " + pin.map(SnapshotPin::getVersion).orElse(null));
    }

    @Override
    public void progressed(PublicationProgress progress) {
      events.add("decided " + progress.getBoundary());
    }

    @Override
    public void unreadable(String key, String sentence) {
      events.add("unreadable " + key);
    }
  }
}
