package io.thalweg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFramesTest {
  private final VideoFrames frames = new VideoFrames();

  @Test
  void decode_encodedFrame_isThatFrame() {
    byte[] pixels = {0, 1, 127, -128, -1, 7};

    VideoFrame frame = frames.decode(frames.encode("gate-2", 64, 1, 2, 3, pixels));

    assertThat(frame.getCamera()).isEqualTo("gate-2");
    assertThat(frame.getTimestamp()).isEqualTo(Instant.ofEpochMilli(64));
    assertThat(frame.getHeight()).isEqualTo(1);
    assertThat(frame.getWidth()).isEqualTo(2);
    assertThat(frame.getChannels()).isEqualTo(3);
    assertThat(VideoFrames.pixels(frame)).isEqualTo(pixels);
    assertThat(VideoFrames.pixels(frame)).as("a second time").isEqualTo(pixels);
  }

  /** Derived by hand from the Avro specification. */
  @Test
  void encode_frame_givesTheBytesOfTheSpecification() {
    byte[] message = frames.encode(null, 64, 1, 2, 1, new byte[] {5, -1});

    // camera: branch 0; zigzag(64); height 1, width 2, channels 1; two bytes
    assertThat(HexFormat.of().formatHex(message))
        .startsWith("c301")
        .endsWith("00800102040204" + "05ff");
    assertThat(message).hasSize(10 + 9);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1, 0, no pixels: it is 2 x 0",
    "2, -2, 1, 4, no pixels: it is -2 x 2",
    "-2, -2, 1, 4, no pixels",
    "4097, 4096, 1, 4, 4096 x 4097 pixels; more than the limit of 16777216",
    "2147483647, 2147483647, 1, 1, more than the limit",
    "65536, 65536, 1, 0, more than the limit",
    "2, 2, 2, 8, has 2 channels",
    "2, 2, 0, 0, has 0 channels",
    "2, 2, 1, 3, has 3 bytes of pixels instead of 4",
    "2, 2, 3, 13, has 13 bytes of pixels instead of 12"
  })
  void frame_ofSizesThatDoNotFit_isRefusedBothWays(
      int height, int width, int channels, int bytes, String reason) {
    VideoFrame frame =
        new VideoFrame(
            null, Instant.EPOCH, height, width, channels, ByteBuffer.wrap(new byte[bytes]));
    byte[] message = AvroCodec.of(VideoFrame.class).encode(frame);

    assertThatThrownBy(() -> frames.decode(message))
        .isInstanceOf(AvroDecodingException.class)
        .hasMessageContaining(reason.replace(';', ','));
    assertThatThrownBy(() -> frames.encode(null, 0, height, width, channels, new byte[bytes]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason.replace(';', ','));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 60, 1L << 31, Integer.MAX_VALUE - 8L, 1_000_000, -1})
  void decode_claimedPixels_areRefusedWithoutAllocatingThem(long claimed) {
    byte[] message =
        Messages.of(
            VideoFrame.getClassSchema(),
            out -> {
              out.writeIndex(0);
              out.writeLong(0);
              out.writeInt(1_000);
              out.writeInt(1_000);
              out.writeInt(1);
              out.writeLong(claimed);
            });

    assertThatThrownBy(() -> frames.decode(message)).isInstanceOf(AvroDecodingException.class);
  }
}
