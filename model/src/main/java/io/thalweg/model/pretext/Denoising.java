package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Denoising autoencoder: the clean item is to be predicted from one with Gaussian noise on every
 * value and some values gone.
 *
 * <p>Targets are what the item says of now: the levels of a reading {@code [levels, changes]}, all
 * of a frame; NaN where missing. What is gone or missing is zero in the input, and the encoder is
 * not told which. Every item is spoilt, those of the context, too; serving shows items as they are.
 * Time: two draws per value. Deterministic given the random source.
 *
 * <p>Source: Vincent, Larochelle, Bengio and Manzagol 2008, "Extracting and composing robust
 * features with denoising autoencoders"; there the corruption is either of the two.
 */
public final class Denoising implements PredictionTask {

  /** What an item is. */
  public enum Items {
    /** Levels, then changes. */
    READINGS,
    /** One value per pixel. */
    FRAMES
  }

  private final double noise;
  private final double drop;
  private final Items items;

  /**
   * @param noise standard deviation in scales, at least 0
   * @param drop share of values gone, in [0, 0.9]
   */
  public Denoising(double noise, double drop, Items items) {
    if (!(noise >= 0 && drop >= 0 && drop <= 0.9) || noise + drop == 0) {
      throw new IllegalArgumentException(
          "noise must be at least 0 and drop in [0, 0.9], not both 0, not %s and %s"
              .formatted(noise, drop));
    }
    this.noise = noise;
    this.drop = drop;
    this.items = items;
  }

  static Denoising of(Spec spec) {
    spec.allow("noise", "drop", "items");
    return new Denoising(
        spec.number("noise", 0.3, 0, 8),
        spec.number("drop", 0.1, 0, 0.9),
        Items.valueOf(spec.oneOf("items", "readings", "frames").toUpperCase(Locale.ROOT)));
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  @Override
  public Spec usualObjective() {
    return items == Items.FRAMES ? Spec.of("squared-error") : PredictionTask.super.usualObjective();
  }

  @Override
  public int itemSize(int fields) {
    return items == Items.FRAMES ? fields : 2 * fields;
  }

  @Override
  public int targetSize(int itemSize) {
    return items == Items.FRAMES ? itemSize : itemSize / 2;
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    int itemSize = segments[0].itemSize();
    int targetSize = targetSize(itemSize);
    int steps = input.length / (batch * itemSize);
    for (int b = 0; b < batch; b++) {
      Segment segment = segments[b];
      int context = segment.context();
      int first = context + segment.length() - steps;
      for (int t = 0; t < steps; t++) {
        spoil(segment.items(), (first + t) * itemSize, itemSize, random, input, t * batch + b);
      }
      for (int t = 0; t < segment.length(); t++) {
        int to = (t * batch + b) * targetSize;
        System.arraycopy(segment.items(), (context + t) * itemSize, target, to, targetSize);
      }
    }
    PresentValues.fill(input, input.length, Normaliser.CLAMP);
  }

  private void spoil(
      float[] from, int at, int size, SplittableRandom random, float[] input, int row) {
    for (int i = 0; i < size; i++) {
      boolean gone = random.nextDouble() < drop;
      input[row * size + i] = gone ? 0f : from[at + i] + (float) (noise * random.nextGaussian());
    }
  }
}
