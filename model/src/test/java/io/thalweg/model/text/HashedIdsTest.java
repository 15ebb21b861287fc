package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.pretext.TokenIds;
import io.thalweg.model.state.StateReader;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashedIdsTest {
  private static final VocabularySettings SMALL =
      new VocabularySettings(8192, 4, 2, Long.MAX_VALUE, 16);
  private static final int BUCKETS = 8;

  /** Words of a skewed text with an endless tail. */
  private static String word(SplittableRandom random) {
    return "w" + (random.nextBoolean() ? random.nextInt(6) : random.nextInt(1_000_000));
  }

  @Test
  void observe_untilFrequent_sharesABucketThenHasARow() {
    HashedIds ids = new HashedIds(SMALL, BUCKETS);
    int first = ids.observe("gate");
    int second = ids.observe("gate");
    int third = ids.observe("gate");

    assertThat(ids.isShared(first)).isTrue();
    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(HashedIds.RESERVED); // the first row
    assertThat(ids.isShared(third)).isFalse();
  }

  @Test
  void id_changesNothing() {
    HashedIds ids = new HashedIds(SMALL, BUCKETS);
    for (int i = 0; i < 5; i++) {
      assertThat(ids.isShared(ids.id("gate"))).isTrue();
    }
    assertThat(ids.vocabulary().seen()).isZero();
  }

  @Test
  void observe_endlessNewWords_idsStayWithinTheSizeAndMemoryWithinTheBudget() {
    HashedIds ids = new HashedIds(SMALL, BUCKETS);
    SplittableRandom random = new SplittableRandom(1);
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      given.add(ids.observe(word(random)));
    }
    assertThat(ids.size()).isEqualTo(2 + 4 + BUCKETS);
    assertThat(given).allMatch(id -> id >= HashedIds.RESERVED && id < ids.size());
    // All of them: four rows and each bucket, so the bound above is not met by chance.
    assertThat(given).hasSize(4 + BUCKETS);
    assertThat(ids.vocabulary().bytes()).isLessThanOrEqualTo(SMALL.budgetBytes());
    assertThat(ids.vocabulary().replaced()).isPositive();
  }

  @Test
  void readFrom_ofAnother_continuesAsIfNothingHadHappened() {
    HashedIds ids = new HashedIds(SMALL, BUCKETS);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 1_000; i++) {
      ids.observe(word(random));
    }
    HashedIds copy = new HashedIds(SMALL, BUCKETS);
    StateReader state = StateReader.of(ids::writeTo);
    copy.readFrom(state);
    state.expectEnd();
    for (int i = 0; i < 1_000; i++) {
      String next = word(random);
      assertThat(copy.observe(next)).isEqualTo(ids.observe(next));
    }
  }

  @Test
  void readFrom_ofOtherBuckets_isRefusedWithBoth() {
    HashedIds other = new HashedIds(SMALL, 16);
    assertThatThrownBy(() -> new HashedIds(SMALL, BUCKETS).readFrom(StateReader.of(other::writeTo)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("4 rows and 16 buckets do not fit format 1 with 4 and 8");
  }

  @Test
  void reserved_areAsManyAsTasksReserve() {
    assertThat(HashedIds.RESERVED).isEqualTo(TokenIds.RESERVED);
  }

  @Test
  void construct_withoutBuckets_isRefused() {
    assertThatThrownBy(() -> new HashedIds(SMALL, 0)).hasMessageContaining("buckets is 0");
  }
}
