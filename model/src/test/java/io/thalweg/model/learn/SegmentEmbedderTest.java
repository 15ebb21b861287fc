package io.thalweg.model.learn;

import static io.thalweg.model.testing.Numerics.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.model.encoder.Encoder;
import io.thalweg.model.item.LearnInput;
import io.thalweg.model.snapshot.SegmentEmbedder;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.testing.SineStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pictures of {@link MaskedPatchLearnerTest} as wholes. */
final class SegmentEmbedderTest {
  private static final int LENGTH = 8;
  private static final int ITEM = 4;

  private static Snapshot version() {
    MaskedPatchLearnerTest pictures = new MaskedPatchLearnerTest();
    List<LearnInput> inputs = pictures.inputs(new SineStream(3, 3, 0), 600, 200);
    List<LearnEffect> effects = Learners.fold(new Learner(pictures.settings(1)), inputs);
    return Learners.decisions(effects).stream()
        .map(LearnEffect.Decision::snapshot)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  /** In a space whose axes are the next ones. */
  private static Snapshot turned(Snapshot snapshot) {
    float[] rotation = new float[16 * 16];
    for (int i = 0; i < 16; i++) {
      rotation[i * 16 + (i + 1) % 16] = 1;
    }
    return new Snapshot(
        snapshot.version(),
        snapshot.parent(),
        snapshot.pipeline(),
        snapshot.architecture(),
        snapshot.segmentLength(),
        snapshot.fields(),
        snapshot.parameters(),
        new byte[0],
        rotation,
        snapshot.spaceId(),
        snapshot.alignmentFit(),
        snapshot.scales(),
        snapshot.coveredOffsets(),
        snapshot.learning(),
        snapshot.boundary());
  }

  private static float[] picture() {
    SplittableRandom random = new SplittableRandom(8);
    float[] picture = new float[LENGTH * ITEM];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) random.nextGaussian();
    }
    return picture;
  }

  @Test
  void embed_picture_isTheMeanOfItsPatchesInTheSnapshotsSpace() {
    Snapshot snapshot = turned(version());
    float[] picture = picture();
    Arrays.fill(picture, 2 * ITEM, 3 * ITEM, Float.NaN); // one patch is not there
    Encoder.Pass pass = snapshot.architecture().newEncoder().newPass(1, LENGTH);
    for (int t = 0; t < LENGTH; t++) {
      if (t != 2) {
        System.arraycopy(picture, t * ITEM, pass.input(), t * (ITEM + 1), ITEM);
        pass.input()[t * (ITEM + 1) + ITEM] = 1;
      }
    }
    pass.forward(snapshot.parameters(), 0);
    double[] expected = new double[16];
    for (int t = 0; t < LENGTH; t++) {
      for (int i = 0; i < 16 && t != 2; i++) {
        for (int j = 0; j < 16; j++) {
          expected[j] += pass.embeddings()[t * 16 + i] * snapshot.rotation()[i * 16 + j] / 7;
        }
      }
    }
    float[] embedding = new float[16];

    new SegmentEmbedder(snapshot).embed(picture, embedding);

    assertClose(embedding, expected, 1e-5);
  }

  @Test
  void embed_again_dependsOnNothingBefore() {
    SegmentEmbedder embedder = new SegmentEmbedder(version());
    float[] first = new float[embedder.embeddingSize()];
    float[] again = new float[embedder.embeddingSize()];

    embedder.embed(picture(), first);
    embedder.embed(new float[LENGTH * ITEM], again);
    embedder.embed(picture(), again);

    assertThat(again).isEqualTo(first);
  }

  /** As texts may be: what does not fit one segment is another, each weighing what is there. */
  @Test
  void embed_moreItemsThanASegment_isTheMeanOverAll() {
    SegmentEmbedder embedder = new SegmentEmbedder(version());
    float[] whole = picture();
    float[] some = Arrays.copyOf(picture(), 2 * ITEM);
    float[] both = Arrays.copyOf(whole, whole.length + some.length);
    System.arraycopy(some, 0, both, whole.length, some.length);
    float[] ofWhole = new float[16];
    float[] ofSome = new float[16];
    float[] ofBoth = new float[16];

    embedder.embed(whole, ofWhole);
    embedder.embed(some, ofSome);
    embedder.embed(both, ofBoth);

    for (int i = 0; i < ofBoth.length; i++) {
      double mean = (ofWhole[i] * LENGTH + ofSome[i] * 2) / (LENGTH + 2);
      assertThat((double) ofBoth[i]).isCloseTo(mean, within(1e-5));
    }
  }

  @Test
  void embed_segmentOfNothing_isZeros_andOfAnotherShapeIsRefused() {
    SegmentEmbedder embedder = new SegmentEmbedder(version());
    float[] nothing = new float[LENGTH * ITEM];
    Arrays.fill(nothing, Float.NaN);
    float[] zeros = Arrays.copyOf(picture(), 16);

    embedder.embed(nothing, zeros);

    assertThat(zeros).containsOnly(0f);
    assertThatThrownBy(() -> embedder.embed(new float[7], zeros))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 floats are no items of 4");
  }
}
