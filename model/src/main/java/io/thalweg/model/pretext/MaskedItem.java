package io.thalweg.model.pretext;

import io.thalweg.model.item.Normaliser;
import io.thalweg.model.item.PresentValues;
import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Masked items: spans of time are hidden, of one field or of whole items, and their levels are to
 * be predicted from what is left.
 *
 * <p>Items are {@code [levels, changes]}. The encoder takes {@code [item, shown]}: for each value
 * of the item whether it is shown, 1 or 0, and zero in its place where it is not. What is hidden
 * looks like what is missing, so serving a reading with gaps is nothing new to it. With a level are
 * hidden its own change and the next change of its field: either, with a level beside it, would
 * give it away. Targets are {@code [levels]}, NaN but for what was hidden; what is missing is never
 * one. The context is shown whole.
 *
 * <p>Spans are drawn, geometric in length, until the share of the segment's present values is
 * hidden, at least one: so the share hardly varies from segment to segment. A bidirectional encoder
 * uses both sides of a gap, a causal one what came before, and the other fields. Time: a few draws
 * per span. Deterministic given the random source.
 *
 * <p>Sources: spans, Joshi et al. 2020, SpanBERT (arXiv 1907.10529); of time steps, Baevski et al.
 * 2020, wav2vec 2.0 (arXiv 2006.11477); per field, with the defaults used here, Zerveas et al. 2021
 * (arXiv 2010.02803). Unlike theirs, spans of single fields and of whole items are mixed.
 */
public final class MaskedItem implements PredictionTask {
  /** Spans drawn per value at most, before values are hidden one by one: few may be present. */
  private static final int MOST_DRAWS = 4;

  private final double share;
  private final Span span;
  private final double whole;

  /**
   * @param share of the present values hidden, in (0, 0.9]
   * @param span mean length of a span in items, at least 1
   * @param whole share of spans that hide all fields, in [0, 1]
   */
  public MaskedItem(double share, double span, double whole) {
    if (!(share > 0 && share <= 0.9 && span >= 1 && whole >= 0 && whole <= 1)) {
      throw new IllegalArgumentException(
          "share, span and whole must be in (0, 0.9], at least 1 and in [0, 1], not %s, %s and %s"
              .formatted(share, span, whole));
    }
    this.share = share;
    this.span = new Span(span);
    this.whole = whole;
  }

  static MaskedItem of(Spec spec) {
    spec.allow("share", "span", "whole");
    return new MaskedItem(
        spec.number("share", 0.15, 0.01, 0.9),
        spec.number("span", 3, 1, 1024),
        spec.number("whole", 0.25, 0, 1));
  }

  @Override
  public boolean predictsAhead() {
    return false;
  }

  @Override
  public int inputSize(int itemSize) {
    return 2 * itemSize;
  }

  @Override
  public int targetSize(int itemSize) {
    return itemSize / 2;
  }

  @Override
  public void show(float[] items, int at, float[] input) {
    int size = input.length / 2;
    for (int i = 0; i < size; i++) {
      show(items[at + i], input, i, size);
    }
    PresentValues.clamp(input, size, Normaliser.CLAMP);
  }

  private static void show(float value, float[] input, int at, int itemSize) {
    boolean present = !Float.isNaN(value);
    input[at] = present ? value : 0f;
    input[at + itemSize] = present ? 1f : 0f;
  }

  @Override
  public void derive(
      Segment[] segments, int batch, SplittableRandom random, float[] input, float[] target) {
    Arrays.fill(target, Float.NaN);
    for (int b = 0; b < batch; b++) {
      hide(segments[b], b, batch, random, target);
      for (int f = 0; f < segments[b].itemSize() / 2; f++) {
        showField(segments[b], f, b, batch, input, target);
      }
    }
    PresentValues.clamp(input, input.length, Normaliser.CLAMP);
  }

  /** What is hidden is what has a target. */
  private void hide(Segment segment, int b, int batch, SplittableRandom random, float[] target) {
    int fields = segment.itemSize() / 2;
    int left = toHide(segment, fields);
    for (int draws = MOST_DRAWS * segment.length() * fields; left > 0 && draws > 0; draws--) {
      int length = span.draw(random, segment.length());
      int from = random.nextInt(segment.length() - length + 1);
      int field = random.nextDouble() < whole ? -1 : random.nextInt(fields);
      int first = Math.max(0, field);
      int last = field < 0 ? fields - 1 : field;
      for (int t = from; t < from + length && left > 0; t++) {
        for (int f = first; f <= last; f++) {
          left -= hide(segment, t, f, target, (t * batch + b) * fields + f);
        }
      }
    }
    for (int i = random.nextInt(segment.length() * fields); left > 0; i++) {
      int t = i / fields % segment.length();
      left -= hide(segment, t, i % fields, target, (t * batch + b) * fields + i % fields);
    }
  }

  private int toHide(Segment segment, int fields) {
    int present = 0;
    for (int t = 0; t < segment.length(); t++) {
      for (int f = 0; f < fields; f++) {
        present += Float.isNaN(level(segment, t, f)) ? 0 : 1;
      }
    }
    return present == 0 ? 0 : Math.max(1, (int) Math.round(share * present));
  }

  private static int hide(Segment segment, int t, int f, float[] target, int at) {
    float level = level(segment, t, f);
    if (Float.isNaN(level) || !Float.isNaN(target[at])) {
      return 0;
    }
    target[at] = level;
    return 1;
  }

  private static float level(Segment segment, int t, int f) {
    return segment.items()[(segment.context() + t) * segment.itemSize() + f];
  }

  /** All items of one field: a change is hidden with the level at either of its ends. */
  private static void showField(
      Segment segment, int f, int b, int batch, float[] input, float[] target) {
    int itemSize = segment.itemSize();
    int fields = itemSize / 2;
    int steps = input.length / (batch * 2 * itemSize);
    int first = segment.context() + segment.length() - steps;
    boolean lastHidden = false;
    for (int t = 0; t < steps; t++) {
      int from = (first + t) * itemSize + f;
      int to = (t * batch + b) * 2 * itemSize + f;
      int position = t - (steps - segment.length());
      boolean hidden = position >= 0 && !Float.isNaN(target[(position * batch + b) * fields + f]);
      float level = segment.items()[from];
      float change = segment.items()[from + fields];
      show(hidden ? Float.NaN : level, input, to, itemSize);
      show(hidden || lastHidden ? Float.NaN : change, input, to + fields, itemSize);
      if (!Float.isNaN(level)) {
        lastHidden = hidden;
      }
    }
  }
}
