package io.thalweg.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.item.Boundary;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.item.Segment;
import io.thalweg.model.learn.LearnEffect.Decision;
import io.thalweg.model.learn.LearnEffect.Outcome;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.testing.Pipelines;
import io.thalweg.model.testing.SineStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a boundary decides. */
final class PublicationTest {
  private static final LearnerSettings SETTINGS = Pipelines.learner();

  private final List<LearnInput> inputs =
      Pipelines.inputs(SETTINGS, new SineStream(5, 3, 0).readings(3_000), 200);
  private final List<Segment> segments = Learners.segments(inputs);

  private static Boundary boundary(long index) {
    return new Boundary(0, index, 200 * index, 0, Boundary.Counts.NONE);
  }

  private static Decision decide(Learner learner, long index) {
    return Learners.decisions(Learners.fold(learner, List.of(boundary(index)))).get(0);
  }

  @Test
  void decide_versions_areNumberedWithTheirParents() {
    List<Snapshot> versions =
        Learners.decisions(Learners.fold(new Learner(SETTINGS), inputs)).stream()
            .map(Decision::snapshot)
            .flatMap(Optional::stream)
            .toList();

    assertThat(versions).hasSizeGreaterThan(5);
    for (int i = 0; i < versions.size(); i++) {
      Snapshot version = versions.get(i);
      assertThat(version.version()).isEqualTo(i + 1);
      assertThat(version.parent().isPresent()).isEqualTo(i > 0);
      version.parent().ifPresent(p -> assertThat(p).isEqualTo(version.version() - 1));
      assertThat(version.pipeline()).isEqualTo("test");
    }
    assertThat(versions.get(0).spaceId()).isEqualTo(SineStream.FIELDS.id() + "-1");
    assertThat(versions.get(0).alignmentFit()).isEmpty();
  }

  @Test
  void decide_wellAlignedVersions_keepTheirSpace() {
    List<Snapshot> versions =
        Learners.decisions(Learners.fold(new Learner(SETTINGS), inputs)).stream()
            .map(Decision::snapshot)
            .flatMap(Optional::stream)
            .toList();

    for (int i = 1; i < versions.size(); i++) {
      Snapshot version = versions.get(i);
      boolean same = version.spaceId().equals(versions.get(i - 1).spaceId());
      double fit = version.alignmentFit().orElseThrow();
      assertThat(same).as("version %d fits by %f", i + 1, fit).isEqualTo(fit >= 0.8);
    }
    // Late versions differ by some twelve small steps: their space must not break.
    assertThat(versions.get(versions.size() - 1).spaceId())
        .isEqualTo(versions.get(versions.size() - 2).spaceId());
  }

  @Test
  void decide_coveredOffsets_areOneBeyondTheLastSegmentOfEachPartition() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 30));
    Segment other = segments.get(30);
    Segment elsewhere =
        new Segment(other.entity(), 7, 41, 0, 8, other.context(), 8, other.items(), other.scales());
    Learners.fold(learner, List.of(elsewhere));
    long last = segments.subList(0, 30).stream().mapToLong(Segment::lastOffset).max().orElseThrow();

    Snapshot snapshot = decide(learner, 1).snapshot().orElseThrow();

    assertThat(snapshot.coveredOffsets()).containsOnlyKeys(0, 7);
    assertThat(snapshot.coveredOffsets()).containsEntry(0, last + 1).containsEntry(7, 42L);
    assertThat(snapshot.covers(0, last)).isTrue();
    assertThat(snapshot.covers(0, last + 1)).isFalse();
    assertThat(snapshot.covers(3, 0)).as("a partition never seen").isFalse();
  }

  @Test
  void decide_nothingLearnedSince_isUnchanged() {
    Learner learner = new Learner(SETTINGS);
    assertThat(decide(learner, 1).outcome()).isEqualTo(Outcome.UNCHANGED);
    Learners.fold(learner, segments.subList(0, 40));

    assertThat(decide(learner, 2).outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(decide(learner, 3).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void decide_worseCandidate_isRefusedAndTheVersionStays() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 100));
    assertThat(decide(learner, 1).outcome()).isEqualTo(Outcome.PUBLISHED);

    // Log scales 3 higher: every prediction claims to be 20 times less certain than it is.
    var architecture = SETTINGS.architecture();
    int scales = architecture.objectiveOffset() - 3;
    Learner worse =
        Learners.withParameters(
            SETTINGS,
            learner,
            p -> {
              for (int f = 0; f < 3; f++) {
                p[scales + f] += 3;
              }
            });
    Learners.fold(worse, segments.subList(100, 102));
    Decision decision = decide(worse, 2);

    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED_WORSE);
    assertThat(decision.snapshot()).isEmpty();
    assertThat(decision.heldOut().loss()).isPresent();
    List<LearnEffect.Report> reports =
        Learners.reports(Learners.fold(worse, segments.subList(102, 140)));
    assertThat(reports.get(0).version()).hasValue(1);
  }

  @Test
  void decide_constantEmbedding_isRefusedAsCollapsed() {
    Learner learner = new Learner(SETTINGS);
    // An encoder and a head of zeros give each other no gradient: dead, and it stays so.
    int end = SETTINGS.architecture().objectiveOffset();
    Learner dead = Learners.withParameters(SETTINGS, learner, p -> Arrays.fill(p, 0, end, 0f));
    Learners.fold(dead, segments.subList(0, 40));

    Decision decision = decide(dead, 1);

    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED_COLLAPSED);
    assertThat(decision.heldOut().spread().orElseThrow()).isLessThan(1e-3);
    assertThat(decision.snapshot()).isEmpty();
  }

  @Test
  void decide_weightsNotFinite_areRefused() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 40));
    Learner broken = Learners.withParameters(SETTINGS, learner, p -> p[0] = Float.NaN);

    assertThat(decide(broken, 1).outcome()).isEqualTo(Outcome.REFUSED_NOT_FINITE);
  }

  @Test
  void decide_snapshot_doesNotChangeWithLaterLearning() {
    Learner learner = new Learner(SETTINGS);
    Learners.fold(learner, segments.subList(0, 40));
    Snapshot snapshot = decide(learner, 1).snapshot().orElseThrow();
    float[] parameters = snapshot.parameters().clone();

    Learners.fold(learner, inputs);

    assertThat(snapshot.parameters()).isEqualTo(parameters);
  }

  /** Held back for a while, then learned: at the end only the last four are outstanding. */
  @Test
  void fold_segmentsHeldBack_areLearnedLaterAndOnce() {
    Learner learner = new Learner(SETTINGS);
    List<LearnEffect> effects = Learners.fold(learner, inputs);

    List<LearnEffect.Report> reports = Learners.reports(effects);
    LearnEffect.Report last = reports.get(reports.size() - 1);
    long outstanding = 8L * last.segments() - last.eventsLearned();
    // Four held back; besides them at most what waits for the next step, a batch of four.
    assertThat(outstanding).isBetween(4 * 8L, (4 + 4) * 8L);
    long covered = reports.stream().mapToLong(LearnEffect.Report::events).sum();
    // The first segment of each of three entities has no scales yet, and nothing to score.
    assertThat(covered).as("events scored").isEqualTo(last.eventsLearned() - 3 * 8);
  }
}
