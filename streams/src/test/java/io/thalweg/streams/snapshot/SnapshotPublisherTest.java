package io.thalweg.streams.snapshot;

import static io.thalweg.streams.snapshot.TestSnapshots.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.PublicationOutcome;
import io.thalweg.schema.PublicationProgress;
import io.thalweg.schema.SnapshotManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotPublisherTest {

  @Test
  void publish_largeVersion_writesPartsThenManifestThenProgress() {
    List<String> keys = new ArrayList<>();
    new SnapshotPublisher("events", 5)
        .publish(TestSnapshots.published(TestSnapshots.large(13)), (key, value) -> keys.add(key));

    assertThat(keys).containsExactly("3/0000", "3/0001", "3/manifest", "progress");
  }

  @Test
  void publish_largeVersion_cutsAtTheLimitAndLosesNothing() {
    Map<String, byte[]> records =
        TestSnapshots.records(TestSnapshots.published(TestSnapshots.large(13)), 5);

    SnapshotManifest manifest =
        AvroCodec.of(SnapshotManifest.class).decode(value(records, "3/manifest"));
    assertThat(value(records, "3/0000")).hasSize(768 * 1024);
    assertThat(manifest.getBodyBytes())
        .isEqualTo(value(records, "3/0000").length + value(records, "3/0001").length);
    SnapshotAssert.assertSame(
        Manifests.read(manifest, "plant", i -> records.get("3/000" + i)), TestSnapshots.large(13));
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, names = "PUBLISHED", mode = EnumSource.Mode.EXCLUDE)
  void publish_nothingPublished_writesOnlyTheProgress(Outcome outcome) {
    Map<String, byte[]> records = TestSnapshots.records(TestSnapshots.refused(9, outcome), 5);

    assertThat(records).containsOnlyKeys("progress");
    PublicationProgress progress =
        AvroCodec.of(PublicationProgress.class).decode(value(records, "progress"));
    assertThat(progress.getBoundary()).isEqualTo(9);
    assertThat(progress.getOutcome()).isEqualTo(PublicationOutcome.valueOf(outcome.name()));
    assertThat(progress.getVersion()).isNull();
  }

  @Test
  void publish_published_progressNamesVersionAndScores() {
    PublicationProgress progress =
        AvroCodec.of(PublicationProgress.class)
            .decode(value(TestSnapshots.records(13), "progress"));

    assertThat(progress.getVersion()).isEqualTo(13);
    assertThat(progress.getParent()).isEqualTo(12);
    assertThat(progress.getCandidateLoss()).isEqualTo(-0.5);
    assertThat(progress.getEventsLearned()).isEqualTo(12_870);
  }

  @Test
  void new_noSlots_isRefused() {
    assertThatThrownBy(() -> new SnapshotPublisher("events", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slots");
  }

  @Test
  void provenance_ofThisProcess_isTheSameTwiceAndNamesTheLibrary() {
    assertThat(Provenance.ofThisProcess().nativeFingerprint())
        .matches("openblas-[0-9.]+ [a-z0-9_-]+ [0-9a-f]{16}");
    assertThat(Provenance.ofThisProcess()).isEqualTo(Provenance.ofThisProcess());
    assertThat(Provenance.ofThisProcess().libraryVersion()).isNotBlank();
  }
}
