package io.thalweg.streams.topology;

import io.thalweg.model.spec.Spec;
import io.thalweg.streams.decode.ModalityProvider;
import io.thalweg.streams.decode.NumericEvents;
import java.util.List;
import java.util.Optional;

/** Clips of sound, signed 8-bit samples, as loudness, crossings of zero and peak per thousand. */
public final class AddedModality implements ModalityProvider {
  @Override
  public String type() {
    return "added-sound";
  }

  @Override
  public NumericEvents create(Spec spec) {
    spec.allow("least");
    int least = spec.integer("least", 4, 1, 1_000_000);
    return new NumericEvents() {
      @Override
      public List<String> fields() {
        return List.of("loudness", "crossings", "peak");
      }

      @Override
      public Reader newReader() {
        return (value, values) -> describe(value, values, least);
      }
    };
  }

  private static Optional<String> describe(byte[] clip, double[] values, int least) {
    if (clip.length < least) {
      return Optional.of("the clip has " + clip.length + " samples, needed are " + least);
    }
    double squares = 0;
    int crossings = 0;
    int peak = 0;
    for (int i = 0; i < clip.length; i++) {
      squares += clip[i] * clip[i];
      peak = Math.max(peak, Math.abs(clip[i]));
      crossings += i > 0 && clip[i] < 0 != clip[i - 1] < 0 ? 1 : 0;
    }
    values[0] = Math.sqrt(squares / clip.length);
    values[1] = crossings;
    values[2] = peak;
    return Optional.empty();
  }
}
