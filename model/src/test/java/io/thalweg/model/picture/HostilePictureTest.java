package io.thalweg.model.picture;

import static io.thalweg.model.picture.ImageFiles.chunk;
import static io.thalweg.model.picture.ImageFiles.idat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged or meant to do harm: a reason, and little memory and time. */
@Timeout(120)
class HostilePictureTest {
  /** Bytes of the heap: what loading the classes takes, and far less than any of the bombs. */
  private static final long LITTLE = 8 << 20;

  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  static byte[][] files() {
    Picture grey = Pictures.scene(24, 40, 1);
    Picture colour = Pictures.scene(24, 40, 3);
    return new byte[][] {
      ImageFiles.jpeg(grey),
      ImageFiles.jpeg(colour),
      ImageFiles.progressiveJpeg(colour),
      ImageFiles.png(Pictures.image(grey)),
      ImageFiles.interlacedPng(colour),
      PngWriter.write(colour),
      ImageFiles.netpbm("P5 3 1 300 ", 0, 1, 1, 0, 0, 255),
      ImageFiles.netpbm("P3 1 2 255 1 2 3 4 5 16")
    };
  }

  @ParameterizedTest
  @MethodSource("files")
  void decode_cutOffAnywhere_isRefused(byte[] file) {
    int end = file.length - (file[1] == '3' ? 2 : 1); // '16' cut to '1' is a picture
    for (int length = 0; length <= end; length += 1 + length / 40) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> decoder.decode(part))
          .as("%d of %d bytes", length, file.length)
          .isInstanceOf(PictureException.class);
    }
  }

  /** Never anything but a picture or a refusal, and the decoder can always be used on. */
  @ParameterizedTest
  @MethodSource("files")
  void decode_randomDamage_givesAPictureOrIsRefused(byte[] file) throws Exception {
    Random random = new Random(42);
    Picture good = decoder.decode(file);
    int refused = 0;
    int decoded = 0;
    for (int round = 0; round < 1_500; round++) {
      byte[] damaged = mutated(file, random);
      try {
        Picture picture =
            random.nextBoolean()
                ? decoder.decode(damaged)
                : decoder.decode(damaged, new PictureShape(8, 8, 1));
        assertThat(picture.pixels()).hasSize(picture.shape().values());
        decoded++;
      } catch (PictureException e) {
        assertThat(e).message().hasSizeBetween(20, 200);
        refused++;
      }
    }
    assertThat(refused).as("damage really reaches the decoder").isGreaterThan(50);
    assertThat(decoder.decode(file)).as("after %d pictures", decoded).isEqualTo(good);
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] damaged = file.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(file, random.nextInt(2 * file.length));
      case 1 -> {
        int from = random.nextInt(file.length);
        damaged = ImageFiles.inserted(file, from, Arrays.copyOfRange(file, from, file.length));
      }
      default -> {
        // most of a file's structure stands in its first bytes
        int range = random.nextBoolean() ? file.length : Math.min(60, file.length);
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          damaged[random.nextInt(range)] = (byte) random.nextInt(256);
        }
      }
    }
    return random.nextInt(3) == 0 ? withTrueChecksums(damaged) : damaged;
  }

  /** Damage in a PNG would seldom get past its checksums. */
  private static byte[] withTrueChecksums(byte[] file) {
    ByteBuffer png = ByteBuffer.wrap(file);
    int at = ImageFiles.PNG_SIGNATURE.length;
    while (PngHeader.recognises(file) && at + 12 <= file.length) {
      int length = png.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(file, at + 4, 4 + length);
      png.putInt(at + 8 + length, (int) crc.getValue());
      at += 12 + length;
    }
    return file;
  }

  @Test
  void decode_jpegOfGiantSize_isRefusedBeforeDecoding() {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 3));
    ByteBuffer.wrap(file).putInt(ImageFiles.indexOf(file, 0xC0) + 5, 0xFFFF_FFFF);

    assertRefusedCheaply(file, "65535 x 65535 pixels, more than the limit of 16777216");
  }

  @Test
  void decode_jpegOfZeroSize_isRefused() {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 3));
    ByteBuffer.wrap(file).putInt(ImageFiles.indexOf(file, 0xC0) + 5, 0x0000_0010);

    assertRefusedCheaply(file, "The JPEG has no pixels: it is 16 x 0.");
  }

  @Test
  void decode_jpegWithTooFewBytesForItsSize_isRefusedBeforeDecoding() {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 3));
    ByteBuffer.wrap(file).putInt(ImageFiles.indexOf(file, 0xC0) + 5, 0x1000_1000);

    assertRefusedCheaply(file, "too few for 4096x4096 RGB");
  }

  @Test
  void decode_jpegOfAThousandScans_isRefusedBeforeDecoding() {
    byte[] file = ImageFiles.progressiveJpeg(Pictures.scene(16, 16, 3));
    int scan = ImageFiles.indexOf(file, 0xDA);
    byte[] first = Arrays.copyOfRange(file, scan, scan + 14);
    for (int i = 0; i < 1_000; i++) {
      file = ImageFiles.inserted(file, scan, first);
    }

    assertRefusedCheaply(file, "more than 32 scans");
  }

  /** A decoder that fills what is missing with grey would teach the network grey. */
  @Test
  void decode_jpegWithoutHalfItsData_isRefused() {
    byte[] file = ImageFiles.jpeg(Pictures.noise(64, 64, 1, 3));
    byte[] half = Arrays.copyOf(file, file.length / 2);
    byte[] ended = ImageFiles.joined(half, new byte[] {0, (byte) 0xFF, (byte) 0xD9});

    assertRefusedCheaply(ended, "The JPEG is damaged");
  }

  @Test
  void decode_pngOfGiantSize_isRefusedBeforeDecoding() {
    byte[] wide = ImageFiles.png(Integer.MAX_VALUE, 1, 8, 0, idat(0, 1));
    byte[] negative = ImageFiles.png(-1, -1, 8, 0, idat(0, 1));
    byte[] zero = ImageFiles.png(0, 5, 8, 0, idat(0, 1));

    assertRefusedCheaply(wide, "2147483647 x 1 pixels, more than the limit");
    assertRefusedCheaply(negative, "4294967295 x 4294967295 pixels, more than the limit");
    assertRefusedCheaply(zero, "The PNG has no pixels: it is 0 x 5.");
  }

  @Test
  void decode_pngWithTooFewBytesForItsSize_isRefusedBeforeDecoding() {
    byte[] file = ImageFiles.png(4096, 4096, 16, 6, idat(0, 1));

    assertRefusedCheaply(file, "too few for 4096x4096 RGB");
  }

  @Test
  void decode_pngWhoseDataGoesOn_isItsPictureWithinItsSize() throws Exception {
    byte[] bomb = chunk("IDAT", ImageFiles.deflated(new byte[64 << 20]));
    byte[] file = ImageFiles.png(2, 2, 8, 0, bomb);

    long before = allocated();
    Picture picture = decoder.decode(file);

    assertThat(picture).isEqualTo(Pictures.blank(2, 2, 1));
    assertThat(allocated() - before).isLessThan(LITTLE);
  }

  /** The profile and the text would inflate to 64 megabytes each. */
  @ParameterizedTest
  @ValueSource(strings = {"iCCP", "zTXt", "iTXt"})
  void decode_pngWithAPackedBombBesideItsPixels_neverUnpacksIt(String type) throws Exception {
    byte[] packed = ImageFiles.deflated(new byte[64 << 20]);
    byte[] named = ImageFiles.joined(new byte[] {'a', 0, 0}, packed);
    byte[] file = ImageFiles.png(2, 1, 8, 0, chunk(type, named), idat(0, 5, 6));

    long before = allocated();
    Picture picture = decoder.decode(file);

    assertThat(picture).isEqualTo(Pictures.of(1, 2, 1, 5, 6));
    assertThat(allocated() - before).isLessThan(LITTLE);
  }

  @Test
  void decode_pngWithoutHalfItsRows_isRefused() {
    byte[] noRow = ImageFiles.png(2, 4, 8, 0, idat(0, 1));
    byte[] twoRows = ImageFiles.png(2, 4, 8, 0, idat(0, 1, 2, 0, 3, 4));

    assertRefusedCheaply(noRow, "The PNG is damaged: ");
    assertRefusedCheaply(twoRows, "The PNG is damaged: ");
  }

  @Test
  void decode_pngWithAWrongChecksum_isRefused() {
    byte[] file = PngWriter.write(Pictures.noise(16, 16, 1, 1));
    file[60] ^= 1;

    assertRefusedCheaply(file, "The PNG is damaged: checksum of chunk 'IDAT'.");
  }

  @Test
  void decode_netpbmOfGiantSize_allocatesNothingForIt() {
    assertRefusedCheaply(ImageFiles.netpbm("P5 70000 70000 255 "), "more than the limit");
    assertRefusedCheaply(ImageFiles.netpbm("P6 4096 4096 255 "), "instead of 50331648");
    assertRefusedCheaply(ImageFiles.netpbm("P3 4096 4096 255 1 "), "too few numbers");
  }

  @Test
  void decode_moreThanAConfiguredLimit_isRefused() throws Exception {
    PictureDecoder small = new PictureDecoder(new PictureLimits(100));
    byte[] fits = PngWriter.write(Pictures.blank(10, 10, 1));
    byte[] tooLarge = PngWriter.write(Pictures.blank(10, 11, 1));

    assertThat(small.decode(fits)).isEqualTo(Pictures.blank(10, 10, 1));
    assertThatThrownBy(() -> small.decode(tooLarge))
        .hasMessage("The PNG has 11 x 10 pixels, more than the limit of 100.");
  }

  @Test
  void limits_beyondTheMost_areRefused() {
    assertThatThrownBy(() -> new PictureLimits((1 << 24) + 1))
        .hasMessage("max-pixels must be 1 to 16777216, not 16777217");
    assertThatThrownBy(() -> new PictureLimits(0)).hasMessageContaining("not 0");
  }

  private void assertRefusedCheaply(byte[] file, String reason) {
    long before = allocated();
    Throwable refusal = catchThrowable(() -> decoder.decode(file));
    long taken = allocated() - before;

    assertThat(refusal).isInstanceOf(PictureException.class).hasMessageContaining(reason);
    assertThat(taken).isLessThan(LITTLE);
  }

  /** Bytes this thread has allocated on the heap so far. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
