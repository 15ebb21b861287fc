package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.item.Segment;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Views of clips of 6 frames of 5 x 7 pixels in RGB. The value of a pixel is {@code 10 row + column
 * + channel / 4}: of such a plane an affine map with bilinear interpolation is exact.
 */
final class FrameAugmentationTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;
  private static final int CHANNELS = 3;
  private static final int LENGTH = PairTaskContract.LENGTH;
  private static final PictureShape SHAPE = new PictureShape(HEIGHT, WIDTH, CHANNELS);

  private final SplittableRandom random = new SplittableRandom(1);

  private static View view() {
    View view = new View(0, LENGTH, SHAPE.values());
    float[] items = new float[LENGTH * SHAPE.values()];
    for (int t = 0; t < LENGTH; t++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          for (int c = 0; c < CHANNELS; c++) {
            items[index(t, y, x, c)] = plane(y, x) + c / 4f;
          }
        }
      }
    }
    Segment segment = PairTaskContract.segment("e", 0, items);
    view.copy(segment);
    return view;
  }

  private static float plane(float y, float x) {
    return 10 * y + x;
  }

  private static int index(int t, int y, int x, int c) {
    return ((t * HEIGHT + y) * WIDTH + x) * CHANNELS + c;
  }

  private static float at(View view, int y, int x) {
    return view.items()[index(0, y, x, 0)];
  }

  private static List<Augmentation> all() {
    Map<String, Object> options = Map.of("frame", List.of(HEIGHT, WIDTH, CHANNELS), "flip", 0.5);
    return Augmentations.of(new Spec("two-view", options), new ViewItems.Frames(SHAPE));
  }

  @Test
  void of_nothingSaid_hasAllButTheMirror() {
    assertThat(Augmentations.of(Spec.of("two-view"), new ViewItems.Frames(SHAPE)))
        .containsExactly(
            new Rotation(SHAPE, 10),
            new ResizedCrop(SHAPE, 0.3),
            new Shift(SHAPE, 0.1),
            new Brightness(0.3),
            new Contrast(0.3),
            new Jitter(0.1));
  }

  @Test
  void apply_sameRandomState_givesTheSameView() {
    assertThat(all()).hasSize(7);
    for (Augmentation augmentation : all()) {
      View one = view();
      View other = view();
      augmentation.apply(one, new SplittableRandom(9));
      augmentation.apply(other, new SplittableRandom(9));
      assertThat(Arrays.equals(one.items(), other.items())).as("%s", augmentation).isTrue();
    }
  }

  /** A clip stays a clip: what is changed is where it was filmed from, not what moves. */
  @Test
  void apply_clip_changesEveryFrameAlikeButForNoise() {
    for (Augmentation augmentation : all()) {
      if (augmentation instanceof Jitter) {
        continue;
      }
      View view = view();
      augmentation.apply(view, random);
      int frame = SHAPE.values();
      for (int t = 1; t < LENGTH; t++) {
        assertThat(Arrays.copyOfRange(view.items(), t * frame, (t + 1) * frame))
            .as("%s", augmentation)
            .containsExactly(Arrays.copyOf(view.items(), frame));
      }
    }
  }

  @Test
  void apply_missingFrame_staysMissingAndAlone() {
    for (Augmentation augmentation : all()) {
      View view = view();
      view.hide(2, 3);
      augmentation.apply(view, random);
      for (int t = 0; t < LENGTH; t++) {
        assertThat(view.shows(t)).as("%s", augmentation).isEqualTo(t != 2);
      }
    }
  }

  /** From a quarter turn: row y, column x comes from row x, column 4 - y. */
  @Test
  void resampler_quarterTurn_movesPixelsExactly() {
    View view = view();
    Resampler.apply(view, SHAPE, 0, 1, 0, -1, 0, HEIGHT - 1);

    assertThat(at(view, 0, 0)).isEqualTo(plane(0, 4));
    assertThat(at(view, 1, 3)).isEqualTo(plane(3, 3));
    assertThat(at(view, 4, 2)).isEqualTo(plane(2, 0));
    assertThat(view.items()[index(5, 1, 3, 2)]).isEqualTo(plane(3, 3) + 0.5f);
  }

  @Test
  void resampler_outsideTheFrame_repeatsItsEdge() {
    View view = view();
    Resampler.apply(view, SHAPE, 1, 0, -2, 0, 1, 3);

    assertThat(at(view, 0, 0)).isEqualTo(plane(0, 3));
    assertThat(at(view, 3, 6)).isEqualTo(plane(1, 6));
  }

  /** The part's sides as shares, read off the slopes of the plane: all between .7 and 1. */
  @Test
  void resizedCrop_aPlane_isAPartOfItEnlarged() {
    double least = 1;
    for (int i = 0; i < 200; i++) {
      View view = view();
      new ResizedCrop(SHAPE, 0.3).apply(view, random);
      double height = (at(view, HEIGHT - 1, 0) - at(view, 0, 0)) / (10.0 * (HEIGHT - 1));
      double width = (at(view, 0, WIDTH - 1) - at(view, 0, 0)) / (WIDTH - 1.0);
      assertThat(height).isBetween(0.7 - 1e-5, 1 + 1e-5);
      assertThat(width).isBetween(0.7 - 1e-5, 1 + 1e-5);
      assertThat(at(view, 2, 3))
          .isCloseTo((at(view, 0, 0) + at(view, HEIGHT - 1, WIDTH - 1)) / 2, within(1e-4f));
      assertThat(at(view, 0, 0)).isBetween(-1e-4f, 0.3f * plane(HEIGHT - 1, WIDTH - 1) + 1e-4f);
      least = Math.min(least, height);
    }
    assertThat(least).isLessThan(0.72);
  }

  /** The centre stays; about it the gradient (10, 1) is turned, its length kept. */
  @Test
  void rotation_aPlane_turnsAboutTheCentre() {
    double greatest = 0;
    for (int i = 0; i < 200; i++) {
      View view = view();
      new Rotation(SHAPE, 20).apply(view, random);
      assertThat(at(view, 2, 3)).isCloseTo(plane(2, 3), within(1e-4f));
      double down = at(view, 3, 3) - at(view, 2, 3);
      double right = at(view, 2, 4) - at(view, 2, 3);
      assertThat(Math.hypot(down, right)).isCloseTo(Math.hypot(10, 1), within(1e-3));
      double angle = Math.toDegrees(Math.atan2(right, down) - Math.atan2(1, 10));
      assertThat(Math.abs(angle)).isLessThan(20.01);
      greatest = Math.max(greatest, Math.abs(angle));
    }
    assertThat(greatest).isGreaterThan(18);
  }

  /** .4 of 5 rows are 2, of 7 columns 3 (2.8 rounded): all 35 places come in 2,000 draws. */
  @Test
  void shift_frames_moveByWholePixelsEachWay() {
    boolean[] seen = new boolean[5 * 7];
    for (int i = 0; i < 2000; i++) {
      View view = view();
      new Shift(SHAPE, 0.4).apply(view, random);
      int down = Math.round((plane(2, 3) - at(view, 2, 3)) / 10);
      int right = Math.round(plane(2, 3) - at(view, 2, 3) - 10 * down);
      assertThat(at(view, 2, 3)).isEqualTo(plane(2 - down, 3 - right));
      seen[(down + 2) * 7 + right + 3] = true;
    }
    for (boolean each : seen) {
      assertThat(each).isTrue();
    }
  }

  @Test
  void flip_certain_mirrorsPixelsAndKeepsChannels() {
    View view = view();
    new Flip(SHAPE, 1).apply(view, random);

    assertThat(at(view, 1, 0)).isEqualTo(plane(1, 6));
    assertThat(at(view, 1, 3)).isEqualTo(plane(1, 3));
    assertThat(view.items()[index(5, 4, 1, 2)]).isEqualTo(plane(4, 5) + 0.5f);
  }

  /** 400 draws of probability .25: 100, sd 8.7; four of that are allowed. */
  @Test
  void flip_probability_isKept() {
    int mirrored = 0;
    for (int i = 0; i < 400; i++) {
      View view = view();
      new Flip(SHAPE, 0.25).apply(view, random);
      mirrored += at(view, 0, 0) == plane(0, 6) ? 1 : 0;
    }
    assertThat(mirrored).isBetween(65, 135);
  }

  /** 400 draws: their standard deviation is known to 3.5 %, four of that are allowed. */
  @Test
  void brightness_allValues_changeByTheSame() {
    double squares = 0;
    for (int i = 0; i < 400; i++) {
      View view = view();
      new Brightness(0.5).apply(view, random);
      float change = at(view, 0, 0);
      assertThat(at(view, 4, 6)).isCloseTo(plane(4, 6) + change, within(1e-4f));
      squares += change * change;
    }
    assertThat(Math.sqrt(squares / 400)).isCloseTo(0.5, within(0.07));
  }

  @Test
  void contrast_aView_keepsItsMeanAndScalesDifferences() {
    float mean = plane(2, 3) + 0.25f;
    double least = 1;
    for (int i = 0; i < 200; i++) {
      View view = view();
      new Contrast(0.4).apply(view, random);
      float factor = (at(view, 4, 6) - at(view, 0, 0)) / plane(4, 6);
      assertThat(factor).isBetween(0.599f, 1.401f);
      assertThat(at(view, 2, 3)).isCloseTo(mean - factor * 0.25f, within(1e-3f));
      least = Math.min(least, factor);
    }
    assertThat(least).isLessThan(0.65);
  }
}
