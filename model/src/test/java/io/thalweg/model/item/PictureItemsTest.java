package io.thalweg.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.item.EntityItems.Arrival;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.state.PixelFloats;
import io.thalweg.model.testing.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PictureItemsTest {
  private static final PictureShape SHAPE = new PictureShape(4, 6, 1);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final PictureItems FRAMES = new PictureItems(SHAPE, OptionalInt.empty(), GRACE);
  private static final PictureItems PATCHES = new PictureItems(SHAPE, OptionalInt.of(2), GRACE);

  private static Reading frame(long seed, long millis) {
    byte[] pixels = new byte[SHAPE.values()];
    new SplittableRandom(seed).nextBytes(pixels);
    return new Reading("door", millis, new Content.Image(new Picture(SHAPE, pixels)), 0, seed);
  }

  @Test
  void items_ofAFrame_areItsPixels() {
    EntityItems camera = FRAMES.newEntity();
    Reading frame = frame(1, 0);

    assertThat(camera.arrive(frame)).isEqualTo(Arrival.ON_TIME);

    byte[] pixels = ((Content.Image) frame.content()).picture().pixels();
    float[] item = camera.items();
    assertThat(item).hasSize(24);
    for (int i = 0; i < 24; i++) {
      assertThat(item[i]).isEqualTo(PixelFloats.of(pixels[i]));
    }
  }

  @Test
  void items_inPatches_areRowsOfPatches() {
    EntityItems camera = PATCHES.newEntity();
    Reading frame = frame(2, 0);
    camera.arrive(frame);

    float[] items = camera.items();

    assertThat(PATCHES.itemsPerEvent()).isEqualTo(6);
    assertThat(PATCHES.itemSize()).isEqualTo(4);
    byte[] pixels = ((Content.Image) frame.content()).picture().pixels();
    // Patch 4 is the second of the second row: pixels at rows 2 and 3, columns 2 and 3.
    float[] patch = {items[16], items[17], items[18], items[19]};
    assertThat(patch)
        .containsExactly(
            PixelFloats.of(pixels[14]),
            PixelFloats.of(pixels[15]),
            PixelFloats.of(pixels[20]),
            PixelFloats.of(pixels[21]));
  }

  @Test
  void arrive_whatIsNoSuchPicture_isRefused() {
    EntityItems camera = FRAMES.newEntity();
    Picture other = new Picture(new PictureShape(2, 2, 1), new byte[4]);

    assertThatThrownBy(() -> camera.arrive(new Reading("door", 0, new Content.Image(other), 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 6x4 grey is wanted, not 2x2 grey");
    assertThatThrownBy(() -> camera.arrive(new Reading("door", 0, new double[1], 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Values");
  }

  @Test
  void arrive_lateFrame_changesNothing() {
    EntityItems camera = FRAMES.newEntity();
    camera.arrive(frame(1, 5_000));
    float[] before = camera.items().clone();

    assertThat(camera.arrive(frame(2, 3_999))).isEqualTo(Arrival.LATE);
    assertThat(camera.items()).isEqualTo(before);
    assertThat(camera.arrive(frame(2, 4_000))).isEqualTo(Arrival.OUT_OF_ORDER);
    assertThat(camera.newestMillis()).isEqualTo(5_000);
  }

  @Test
  void segments_ofPatches_areOnePictureEach() {
    EntityTrack track = new EntityTrack(PATCHES, new SegmentShape(0, 6, 6));
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000, 1e6);
    List<LearnInput> inputs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      segmenter.accept(track, frame(i, 100L * i), inputs::add);
    }

    assertThat(inputs).hasSize(5);
    Segment segment = (Segment) inputs.get(4);
    assertThat(segment.events()).isEqualTo(1);
    assertThat(segment.itemSize()).isEqualTo(4);
    EntityItems camera = PATCHES.newEntity();
    camera.arrive(frame(4, 400));
    assertThat(segment.items()).isEqualTo(camera.items());
  }

  @Test
  void restore_afterAnyFrame_isTheTrackAsItWas_inFewBytes() {
    SegmentShape shape = new SegmentShape(3, 4, 4);
    EntityTrack track = new EntityTrack(FRAMES, shape);
    PartitionSegmenter segmenter = new PartitionSegmenter(0, 1_000, 1e6);
    StoredState stored = new StoredState();
    for (int i = 0; i < 40; i++) {
      segmenter.accept(track, frame(i, 100L * i), input -> {});
      stored.save(track);

      EntityTrack restored = stored.restore(new EntityTrack(FRAMES, shape));
      assertThat(StoredState.bytes(restored)).isEqualTo(StoredState.bytes(track));
    }
    assertThat(StoredState.bytes(track).length).isLessThan(7 * 24 + 100);
  }

  @Test
  void spec_isReadBack() {
    assertThat(PictureItems.of(PATCHES.spec()).orElseThrow().spec()).isEqualTo(PATCHES.spec());
    assertThat(PictureItems.of(ItemSettings.READINGS)).isEmpty();
    assertThatThrownBy(() -> PictureItems.of(new Spec("picture", Map.of("height", 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("picture.height");
    assertThatThrownBy(() -> new PictureItems(SHAPE, OptionalInt.of(4), GRACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("patches of 4 do not fill a picture of 6 x 4");
  }
}
