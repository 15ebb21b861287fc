package io.thalweg.model.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Views of 2 items of context and 8 embedded ones, with 3 fields: item t holds t + 1 throughout.
 */
final class AugmentationTest {
  private static final int CONTEXT = 2;
  private static final int LENGTH = 8;
  private static final int FIELDS = 3;
  private static final int ITEM = 2 * FIELDS;

  private final SplittableRandom random = new SplittableRandom(1);

  private static View view() {
    float[] items = new float[(CONTEXT + LENGTH) * ITEM];
    for (int i = 0; i < items.length; i++) {
      items[i] = i / ITEM + 1;
    }
    View view = new View(CONTEXT, LENGTH, ITEM);
    // Segments may carry more context than the view takes.
    float[] longer = new float[ITEM + items.length];
    System.arraycopy(items, 0, longer, ITEM, items.length);
    view.copy(PairTaskContract.segment("e", CONTEXT + 1, longer));
    return view;
  }

  private static boolean[] shown(View view) {
    boolean[] shown = new boolean[CONTEXT + LENGTH];
    for (int t = -CONTEXT; t < LENGTH; t++) {
      shown[CONTEXT + t] = view.shows(t);
    }
    return shown;
  }

  @Test
  void copy_longerSegment_takesItsLastItems() {
    assertThat(view().items()[0]).isEqualTo(1f);
    assertThat(view().items()[(CONTEXT + LENGTH) * ITEM - 1]).isEqualTo(10f);
  }

  @Test
  void crop_aView_leavesOneStretchAndItsItemsAsTheyWere() {
    boolean[] lengthSeen = new boolean[LENGTH + 1];
    for (int i = 0; i < 200; i++) {
      View view = view();
      new Crop(0.5).apply(view, random);
      boolean[] shown = shown(view);
      int first = 0;
      while (!shown[first]) {
        first++;
      }
      int end = first;
      while (end < shown.length && shown[end]) {
        assertThat(view.items()[end * ITEM]).isEqualTo(end + 1f);
        end++;
      }
      for (int t = end; t < shown.length; t++) {
        assertThat(shown[t]).as("one stretch").isFalse();
      }
      int length = end - Math.max(CONTEXT, first);
      lengthSeen[length] = true;
      assertThat(first == 0 && length == LENGTH || first >= CONTEXT)
          .as("context only with all that follows")
          .isTrue();
    }
    assertThat(lengthSeen)
        .containsExactly(false, false, false, false, true, true, true, true, true);
  }

  @Test
  void crop_all_alwaysLeavesAnItem() {
    for (int i = 0; i < 100; i++) {
      View view = view();
      new Crop(1).apply(view, random);
      boolean any = false;
      for (int t = 0; t < LENGTH; t++) {
        any |= view.shows(t);
      }
      assertThat(any).isTrue();
    }
  }

  @Test
  void scaling_aField_multipliesLevelsAndChangesAlike() {
    View view = view();
    new Scaling(0.2).apply(view, random);
    float[] items = view.items();

    for (int f = 0; f < FIELDS; f++) {
      float factor = items[f];
      assertThat(factor).isNotEqualTo(1f);
      for (int t = 0; t < CONTEXT + LENGTH; t++) {
        assertThat(items[t * ITEM + f]).isCloseTo(factor * (t + 1), within(1e-5f));
        assertThat(items[t * ITEM + FIELDS + f]).isEqualTo(items[t * ITEM + f]);
      }
    }
    assertThat(items[0]).isNotEqualTo(items[1]);
  }

  /** 6,000 draws: their standard deviation is known to 1 %, four of that are allowed. */
  @Test
  void jitter_values_spreadsThemAsAsked() {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < 100; i++) {
      View view = view();
      view.items()[5] = Float.NaN;
      new Jitter(0.3).apply(view, random);
      assertThat(view.items()[5]).isNaN();
      for (int j = 6; j < view.items().length; j++) {
        squares += Math.pow(view.items()[j] - (j / ITEM + 1), 2);
        count++;
      }
    }
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.3, within(0.012));
  }

  /** Of two fields that may go, each does with probability .5: half of 1,000, give or take 5 sd. */
  @Test
  void fieldDropout_fields_goWholeAndNeverAll() {
    int gone = 0;
    for (int i = 0; i < 500; i++) {
      View view = view();
      new FieldDropout(0.5).apply(view, random);
      int left = 0;
      for (int f = 0; f < FIELDS; f++) {
        boolean there = !Float.isNaN(view.items()[f]);
        left += there ? 1 : 0;
        for (int at = f; at < view.items().length; at += ITEM) {
          assertThat(Float.isNaN(view.items()[at])).isNotEqualTo(there);
          assertThat(Float.isNaN(view.items()[at + FIELDS])).isNotEqualTo(there);
        }
      }
      assertThat(left).isPositive();
      gone += FIELDS - left;
    }
    assertThat(gone).isBetween(420, 580);
  }

  /** 1,000 items with probability .25: 250, sd 14; five of that are allowed. */
  @Test
  void timeMasking_items_goWhole() {
    int gone = 0;
    for (int i = 0; i < 100; i++) {
      View view = view();
      new TimeMasking(0.25).apply(view, random);
      for (int t = 0; t < CONTEXT + LENGTH; t++) {
        boolean missing = Float.isNaN(view.items()[t * ITEM]);
        for (int c = 1; c < ITEM; c++) {
          assertThat(Float.isNaN(view.items()[t * ITEM + c])).isEqualTo(missing);
        }
        gone += missing ? 1 : 0;
      }
    }
    assertThat(gone).isBetween(180, 320);
  }

  @Test
  void of_strengthZero_leavesItOut() {
    Spec spec = new Spec("two-view", Map.of("crop", 0, "jitter", 0.5, "time.masking", 0));

    assertThat(Augmentations.of(spec, new ViewItems.Readings()))
        .containsExactly(new Scaling(0.1), new Jitter(0.5), new FieldDropout(0.1));
    assertThat(Augmentations.names(new ViewItems.Readings())).hasSize(5);
  }

  @Test
  void apply_sameRandomState_givesTheSameView() {
    for (Augmentation augmentation :
        Augmentations.of(Spec.of("two-view"), new ViewItems.Readings())) {
      View one = view();
      View other = view();
      augmentation.apply(one, new SplittableRandom(9));
      augmentation.apply(other, new SplittableRandom(9));
      assertThat(Arrays.equals(one.items(), other.items())).as("%s", augmentation).isTrue();
    }
  }
}
