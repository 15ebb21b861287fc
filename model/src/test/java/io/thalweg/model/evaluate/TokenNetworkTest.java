package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenNetworkTest {
  private static final int VOCABULARY = 10;
  private static final TokenNetwork.Preset SMALL = new TokenNetwork.Preset(4, 16, 4, 1, 0.01);

  /** Longer than a segment, the last of which is not full. */
  private static final int[] LINE = {3, 1, 4, 1, 5, 9};

  private final TokenNetwork network = new TokenNetwork(VOCABULARY, SMALL, 1);

  @Test
  void surprises_nothingLearned_areThoseOfEqualShares() {
    assertThat(network.surprises(LINE)).hasSize(LINE.length);
    for (double surprise : network.surprises(LINE)) {
      assertThat(surprise).isCloseTo(Math.log(VOCABULARY), within(1e-5));
    }
  }

  @Test
  void learn_aLineOverAndOver_surprisesOnlyWhereItDiffers() {
    for (int i = 0; i < 200; i++) {
      network.learn(LINE);
    }
    int[] other = LINE.clone();
    other[4] = 7;
    // 1 comes before 4 and before 5, but what came before that tells which.
    assertThat(Arrays.stream(network.surprises(LINE)).max().orElseThrow()).isLessThan(0.5);
    assertThat(network.surprises(other)[4]).isGreaterThan(3);
    assertThat(Arrays.copyOf(network.surprises(other), 4))
        .isEqualTo(Arrays.copyOf(network.surprises(LINE), 4));
  }

  @Test
  void surprises_changeNothing_andTheSameSeedLearnsTheSame() {
    TokenNetwork twin = new TokenNetwork(VOCABULARY, SMALL, 1);
    for (int i = 0; i < 10; i++) {
      network.surprises(new int[] {8, 8});
      network.learn(LINE);
      twin.learn(LINE);
    }
    assertThat(network.surprises(LINE)).isEqualTo(twin.surprises(LINE));
  }
}
