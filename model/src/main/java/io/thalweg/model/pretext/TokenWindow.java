package io.thalweg.model.pretext;

import io.thalweg.model.item.Segment;
import io.thalweg.model.spec.Spec;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The tokens around one, as word2vec has them: for each centre the window is drawn from 1 to {@code
 * most}, so that near tokens count more than far ones. It counts positions, those with nothing at
 * them, too, and ends where the segment does.
 *
 * <p>Each place around has its slot: the one {@code most} before the centre is the first, the next
 * before the centre is slot {@code most - 1}, the next after it {@code most}.
 */
final class TokenWindow {
  private TokenWindow() {}

  /** The option by which a task is told how far it looks. */
  static int most(Spec spec) {
    return spec.integer("window", 5, 1, 64);
  }

  /** The option by which a task is told what to thin; word2vec's default. */
  static double sample(Spec spec) {
    return spec.number("sample", 1e-3, 0, 1);
  }

  static void check(int vocabulary, int most, double sample) {
    TokenIds.checkVocabulary(vocabulary);
    if (most < 1 || most > 64) {
      throw new IllegalArgumentException("window must be 1 to 64, not " + most);
    }
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("sample must be 0 to 1, not " + sample);
    }
  }

  /** The objective word vectors are learned with. */
  static Spec objective(int vocabulary) {
    return new Spec("negative-sampling", Map.of("vocabulary", vocabulary));
  }

  /** Slots around a centre. */
  static int slots(int most) {
    return 2 * most;
  }

  /** How far a centre looks; drawn for every position, so that none depends on what is there. */
  static int draw(int most, SplittableRandom random) {
    return 1 + random.nextInt(most);
  }

  /**
   * Writes the tokens around one.
   *
   * @param position of the centre in the segment, after the context
   * @param reach how far it looks
   * @param shift added to the ids
   * @param slots written at {@code [at, at + 2 most)} where there is a token in reach
   * @return how many there are
   */
  static int around(
      Segment segment, int position, int reach, int most, int shift, float[] slots, int at) {
    int count = 0;
    int last = Math.min(reach, segment.length() - 1 - position);
    for (int away = Math.max(-reach, -position); away <= last; away++) {
      float item = segment.items()[segment.context() + position + away];
      if (away != 0 && !Float.isNaN(item)) {
        slots[at + most + (away < 0 ? away : away - 1)] = item + shift;
        count++;
      }
    }
    return count;
  }
}
