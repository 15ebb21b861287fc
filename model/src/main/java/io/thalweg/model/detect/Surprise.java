package io.thalweg.model.detect;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The surprise of one event: its fields' surprises combined in two ways, because a little too much
 * everywhere and far too much in one place are different faults.
 *
 * <p>{@code sum} is the mean over the present fields times the number of all fields, so that a
 * missing field neither raises nor lowers it (it does make it noisier). {@code max} is the largest
 * present one; with fields missing it can only be smaller, so a gap never causes an alert by
 * itself. Both in nats; larger is more improbable.
 *
 * @param sum normalised sum, at least 0
 * @param max largest single surprise, at least 0
 * @param present how many fields were not missing, at least 1
 * @param maxField index of the field that gave {@code max}, the first one of equals
 */
public record Surprise(double sum, double max, int present, int maxField) {
  /** Size of a surprise as {@link #writeTo} writes it. */
  public static final int BYTES = 2 * Double.BYTES + 2 * Integer.BYTES;

  public Surprise {
    if (!(sum >= 0 && max >= 0)) {
      throw new IllegalArgumentException(
          "surprises must be at least 0, but sum is " + sum + " and max is " + max);
    }
    if (present < 1 || maxField < 0) {
      throw new IllegalArgumentException(
          "present must be at least 1 and maxField at least 0, but they are "
              + present
              + " and "
              + maxField);
    }
  }

  /** Appends {@link #BYTES} bytes. */
  public void writeTo(ByteBuffer out) {
    out.putDouble(sum).putDouble(max).putInt(present).putInt(maxField);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static Surprise readFrom(ByteBuffer in) {
    return new Surprise(in.getDouble(), in.getDouble(), in.getInt(), in.getInt());
  }

  /**
   * Combines the surprises of one event.
   *
   * @param fields surprise of each field in nats, at least 0; NaN marks a missing one
   * @return empty if every field is missing: such an event can be neither normal nor improbable
   */
  public static Optional<Surprise> of(double[] fields) {
    return of(fields, 0, fields.length);
  }

  /** As {@link #of(double[])}, for the {@code length} fields that start at {@code offset}. */
  public static Optional<Surprise> of(double[] fields, int offset, int length) {
    double total = 0;
    double max = 0;
    int maxField = -1;
    int present = 0;
    for (int f = 0; f < length; f++) {
      double s = fields[offset + f];
      if (Double.isNaN(s)) {
        continue;
      }
      total += s;
      present++;
      if (maxField < 0 || s > max) {
        max = s;
        maxField = f;
      }
    }
    if (present == 0) {
      return Optional.empty();
    }
    double sum = present == length ? total : total / present * length;
    return Optional.of(new Surprise(sum, max, present, maxField));
  }
}
