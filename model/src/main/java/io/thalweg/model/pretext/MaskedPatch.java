package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Masked patches: most patches of a picture are hidden, and predicted from those that are left.
 *
 * <p>A segment is one picture, its items are patches in a fixed order ({@link
 * io.thalweg.model.item.PatchGrid}), one value per pixel. The encoder takes {@code [patch, shown]}:
 * zeros and 0 for what is hidden or missing. So a patch Transformer is the bidirectional one, with
 * a learned position per patch. Targets are the hidden patches {@code [pixels]}, each brought to
 * mean 0 and deviation 1 if so wished, which asks for its shape rather than its brightness; NaN for
 * patches that are shown, or have a value missing. Exactly {@code share} is hidden, rounded, at
 * least one patch, and one left if there are two; every choice is as likely.
 *
 * <p>Sources: share, random choice and normalised targets from MAE, He et al. 2022 (arXiv
 * 2111.06377). Unlike there the encoder sees hidden patches, too, as hidden, and a linear head
 * predicts: SimMIM, Xie et al. 2022 (arXiv 2111.09886). ADR 6 says why.
 */
public final class MaskedPatch implements PredictionTask {
  /** Variance added to a patch's own, as in MAE: even patches exist. */
  private static final double EPSILON = 1e-6;

  private final double share;
  private final boolean normalised;

  /**
   * @param share of the patches hidden, in (0, 0.9]
   * @param normalised whether targets are brought to mean 0 and deviation 1
   */
  public MaskedPatch(double share, boolean normalised) {
    if (!(share > 0 && share <= 0.9)) {
      throw new IllegalArgumentException("share must be in (0, 0.9], not " + share);
    }
    this.share = share;
    this.normalised = normalised;
  }

  static MaskedPatch of(Spec spec) {
    spec.allow("share", "targets");
    return new MaskedPatch(
        spec.number("share", 0.75, 0.01, 0.9),
        spec.oneOf("targets", "normalised", "pixels").equals("normalised"));
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  @Override
  public Spec usualObjective() {
    return Spec.of("squared-error");
  }

  @Override
  public int itemSize(int fields) {
    return fields;
  }

  @Override
  public int inputSize(int itemSize) {
    return itemSize + 1;
  }

  @Override
  public int targetSize(int itemSize) {
    return itemSize;
  }

  @Override
  public void show(float[] items, int at, float[] input) {
    show(items, at, input.length - 1, input, 0);
    PresentValues.clamp(input, input.length, Normaliser.CLAMP);
  }

  private static void show(float[] items, int from, int size, float[] input, int to) {
    boolean whole = isWhole(items, from, size);
    if (whole) {
      System.arraycopy(items, from, input, to, size);
    } else {
      Arrays.fill(input, to, to + size, 0f);
    }
    input[to + size] = whole ? 1f : 0f;
  }

  private static boolean isWhole(float[] items, int from, int size) {
    for (int i = from; i < from + size; i++) {
      if (Float.isNaN(items[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    Arrays.fill(target, Float.NaN);
    int size = segments[0].itemSize();
    int steps = input.length / (batch * (size + 1));
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int first = segment.context() + segment.length() - steps;
      for (int t = 0; t < steps; t++) {
        show(segment.items(), (first + t) * size, size, input, (t * batch + b) * (size + 1));
      }
      hide(segment, b, batch, random, input, target);
    }
    PresentValues.clamp(input, input.length, Normaliser.CLAMP);
  }

  /** Chooses by selection sampling: one pass, no memory (Knuth, volume 2, algorithm S). */
  private void hide(
      Segment segment, int b, int batch, SplittableRandom random, float[] input, float[] target) {
    int size = segment.itemSize();
    int context = input.length / (batch * (size + 1)) - segment.length();
    int left = present(segment);
    int wanted = Math.min(Math.max(1, (int) Math.round(share * left)), Math.max(1, left - 1));
    for (int t = 0; t < segment.length() && left > 0; t++) {
      int patch = (segment.context() + t) * size;
      if (!isWhole(segment.items(), patch, size)) {
        continue;
      }
      if (random.nextInt(left) < wanted) {
        wanted--;
        int row = ((context + t) * batch + b) * (size + 1);
        Arrays.fill(input, row, row + size + 1, 0f);
        ask(segment.items(), patch, target, (t * batch + b) * size, size);
      }
      left--;
    }
  }

  private static int present(Segment segment) {
    int present = 0;
    int size = segment.itemSize();
    for (int t = 0; t < segment.length(); t++) {
      present += isWhole(segment.items(), (segment.context() + t) * size, size) ? 1 : 0;
    }
    return present;
  }

  private void ask(float[] items, int from, float[] target, int to, int size) {
    System.arraycopy(items, from, target, to, size);
    if (!normalised) {
      return;
    }
    double sum = 0;
    double square = 0;
    for (int i = to; i < to + size; i++) {
      sum += target[i];
      square += (double) target[i] * target[i];
    }
    double mean = sum / size;
    double deviation = Math.sqrt(Math.max(0, square / size - mean * mean) + EPSILON);
    for (int i = to; i < to + size; i++) {
      target[i] = (float) ((target[i] - mean) / deviation);
    }
  }
}
