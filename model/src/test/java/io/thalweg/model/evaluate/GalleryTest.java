package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GalleryTest {
  /** Their mean is (0, 0): cosines are those of the directions themselves. */
  private final Gallery gallery =
      new Gallery(
          List.of("east", "north", "west", "south"),
          List.of(
              new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0}, new float[] {0, -1}));

  @Test
  void match_nearOne_isThatOne_withItsChance() {
    Gallery.Match match = gallery.match(new float[] {3, 4});

    // Cosines: north .8, east .6. No pair of the six is as alike (0 or -1).
    assertThat(match.name()).isEqualTo("north");
    assertThat(match.likeness()).isCloseTo(0.8, within(1e-6));
    assertThat(match.next()).isEqualTo("east");
    assertThat(match.nextLikeness()).isCloseTo(0.6, within(1e-6));
    assertThat(match.chance()).isCloseTo(1 - Math.pow(1 - 1 / 7.0, 4), within(1e-12));
  }

  @Test
  void match_asAlikeAsStrangers_isNotSure() {
    Gallery pair =
        new Gallery(
            List.of("a", "a", "b", "b"),
            List.of(
                new float[] {1, 1},
                new float[] {1, -1},
                new float[] {-1, 1},
                new float[] {-1, -1}));

    // Four pairs of different ones: two at right angles, two opposite.
    Gallery.Match match = pair.match(new float[] {0, 0});

    assertThat(match.likeness()).isZero();
    assertThat(match.chance()).isCloseTo(1 - Math.pow(1 - 3 / 5.0, 2), within(1e-12));
    assertThat(pair.people()).isEqualTo(2);
    assertThat(pair.pairs()).isEqualTo(4);
  }

  @Test
  void of_oneName_isRefused() {
    assertThatThrownBy(() -> new Gallery(List.of("a", "a"), List.of(new float[1], new float[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two names");
  }
}
