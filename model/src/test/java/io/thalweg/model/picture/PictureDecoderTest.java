package io.thalweg.model.picture;

import static io.thalweg.model.picture.ImageFiles.chunk;
import static io.thalweg.model.picture.ImageFiles.idat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good files of every kind, and those that are refused for what they are. */
class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void decode_jpeg_isThePictureButForItsLoss(int channels) throws Exception {
    Picture picture = Pictures.scene(48, 80, channels);

    Picture decoded = decoder.decode(ImageFiles.jpeg(picture));

    assertThat(decoded.shape()).isEqualTo(picture.shape());
    assertThat(Pictures.worstDifference(decoded, picture)).isLessThan(12);
  }

  @Test
  void decode_progressiveJpeg_isThePictureButForItsLoss() throws Exception {
    Picture picture = Pictures.scene(48, 80, 3);
    byte[] file = ImageFiles.progressiveJpeg(picture);
    assertThat(ImageFiles.indexOf(file, 0xC2)).as("really progressive").isPositive();

    assertThat(Pictures.worstDifference(decoder.decode(file), picture)).isLessThan(12);
  }

  @Test
  void decode_colourJpegToGrey_isTheLumaOfItsColours() throws Exception {
    Picture picture = Pictures.scene(48, 80, 3);
    byte[] file = ImageFiles.jpeg(picture);
    PictureShape grey = new PictureShape(48, 80, 1);

    Picture direct = decoder.decode(file, grey);
    Picture luma = new PictureScaler().scale(decoder.decode(file), grey);

    assertThat(Pictures.worstDifference(direct, luma)).isLessThanOrEqualTo(1);
  }

  @Test
  void decode_rgbJpeg_isNotTakenForYcc() throws Exception {
    Picture picture = Pictures.scene(48, 80, 3);
    byte[] bands = ImageFiles.jpegOfBands(Pictures.image(picture).getRaster());
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    byte[] file = ImageFiles.inserted(bands, 2, ImageFiles.segment(0xEE, adobe));
    PictureShape grey = new PictureShape(48, 80, 1);

    assertThat(Pictures.worstDifference(decoder.decode(file), picture)).isLessThan(12);
    assertThat(
            Pictures.worstDifference(
                decoder.decode(file, grey), new PictureScaler().scale(picture, grey)))
        .isLessThan(12);
  }

  @Test
  void decode_jpegWithRubbishAfterItsEnd_isThePicture() throws Exception {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 3));
    Picture expected = decoder.decode(file);

    assertThat(decoder.decode(Arrays.copyOf(file, file.length + 999))).isEqualTo(expected);
    assertThat(decoder.decode(ImageFiles.joined(file, file))).isEqualTo(expected);
  }

  @Test
  void decode_jpegWithProfileThumbnailAndComment_isThePictureWithoutThem() throws Exception {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 3));
    byte[] dressed = file;
    for (int marker : new int[] {0xE1, 0xE2, 0xED, 0xFE}) {
      byte[] text = "ICC_PROFILE\0\1\1Exif\0\0".getBytes(StandardCharsets.UTF_8);
      dressed = ImageFiles.inserted(dressed, 2, ImageFiles.segment(marker, text));
    }

    assertThat(decoder.decode(dressed)).isEqualTo(decoder.decode(file));
  }

  @Test
  void decode_cmykJpeg_isRefusedByName() {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_4BYTE_ABGR);
    byte[] file = ImageFiles.jpegOfBands(image.getRaster());

    assertRefused(file, "The JPEG has 4 channels (CMYK or YCCK)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xC5, 0xC9, 0xCB})
  void decode_otherKindsOfJpeg_areRefused(int frame) {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 1));
    file[ImageFiles.indexOf(file, 0xC0) + 1] = (byte) frame;

    assertRefused(file, "lossless, hierarchical or arithmetically coded");
  }

  @Test
  void decode_twelveBitJpeg_isRefused() {
    byte[] file = ImageFiles.jpeg(Pictures.scene(16, 16, 1));
    file[ImageFiles.indexOf(file, 0xC0) + 4] = 12;

    assertRefused(file, "12 bits a value");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void decode_png_isExactlyThePicture(int channels) throws Exception {
    Picture picture = Pictures.noise(17, 23, channels, 5);

    assertThat(decoder.decode(ImageFiles.png(Pictures.image(picture)))).isEqualTo(picture);
    assertThat(decoder.decode(ImageFiles.interlacedPng(picture))).isEqualTo(picture);
  }

  @Test
  void decode_pngOf16Bits_isRoundedTo8() throws Exception {
    byte[] grey = ImageFiles.png(3, 1, 16, 0, idat(0, 0x12, 0x34, 0xFF, 0x80, 0x00, 0x81));
    byte[] rgb = ImageFiles.png(1, 1, 16, 2, idat(0, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00));

    // 0x1234 / 257 = 18.13, 0xFF80 / 257 = 254.5, 0x81 / 257 = 0.502
    assertThat(decoder.decode(grey)).isEqualTo(Pictures.of(1, 3, 1, 18, 255, 1));
    assertThat(decoder.decode(rgb)).isEqualTo(Pictures.of(1, 1, 3, 255, 128, 0));
  }

  @Test
  void decode_pngOfFewBits_isStretchedTo8() throws Exception {
    byte[] one = ImageFiles.png(3, 1, 1, 0, idat(0, 0b10100000));
    byte[] two = ImageFiles.png(4, 1, 2, 0, idat(0, 0b00011011));
    byte[] four = ImageFiles.png(2, 1, 4, 0, idat(0, 0x1F));

    assertThat(decoder.decode(one)).isEqualTo(Pictures.of(1, 3, 1, 255, 0, 255));
    assertThat(decoder.decode(two)).isEqualTo(Pictures.of(1, 4, 1, 0, 85, 170, 255));
    assertThat(decoder.decode(four)).isEqualTo(Pictures.of(1, 2, 1, 17, 255));
  }

  @Test
  void decode_pngWithPalette_hasItsColoursOnBlack() throws Exception {
    byte[] palette = chunk("PLTE", ImageFiles.bytes(255, 0, 0, 10, 200, 30));
    byte[] opaque = ImageFiles.png(2, 1, 8, 3, palette, idat(0, 1, 0));
    byte[] faint =
        ImageFiles.png(2, 1, 8, 3, palette, chunk("tRNS", ImageFiles.bytes(0, 51)), idat(0, 1, 0));

    assertThat(decoder.decode(opaque)).isEqualTo(Pictures.of(1, 2, 3, 10, 200, 30, 255, 0, 0));
    // entry 0 is wholly transparent, entry 1 covers a fifth
    assertThat(decoder.decode(faint)).isEqualTo(Pictures.of(1, 2, 3, 2, 40, 6, 0, 0, 0));
  }

  @Test
  void decode_pngWithTransparency_isLaidOnBlack() throws Exception {
    byte[] rgba = ImageFiles.png(2, 1, 8, 6, idat(0, 100, 200, 50, 51, 9, 9, 9, 0));
    byte[] greyAlpha = ImageFiles.png(2, 1, 8, 4, idat(0, 100, 255, 100, 51));
    byte[] deep = ImageFiles.png(1, 1, 16, 6, idat(0, 100, 0, 200, 0, 50, 0, 128, 0));

    assertThat(decoder.decode(rgba)).isEqualTo(Pictures.of(1, 2, 3, 20, 40, 10, 0, 0, 0));
    assertThat(decoder.decode(greyAlpha)).isEqualTo(Pictures.of(1, 2, 1, 100, 20));
    assertThat(decoder.decode(deep)).isEqualTo(Pictures.of(1, 1, 3, 50, 100, 25));
  }

  @Test
  void decode_pngWithATransparentColour_hasItBlack() throws Exception {
    byte[] rgb =
        ImageFiles.png(
            2,
            1,
            8,
            2,
            chunk("tRNS", ImageFiles.bytes(0, 9, 0, 8, 0, 7)),
            idat(0, 9, 8, 7, 1, 2, 3));
    byte[] grey = ImageFiles.png(2, 1, 8, 0, chunk("tRNS", ImageFiles.bytes(0, 9)), idat(0, 9, 8));

    assertThat(decoder.decode(rgb)).isEqualTo(Pictures.of(1, 2, 3, 0, 0, 0, 1, 2, 3));
    assertThat(decoder.decode(grey)).isEqualTo(Pictures.of(1, 2, 1, 0, 8));
  }

  @Test
  void decode_animatedPng_isRefused() {
    byte[] file = ImageFiles.png(1, 1, 8, 0, chunk("acTL", new byte[8]), idat(0, 1));

    assertRefused(file, "The PNG is animated; one picture is read.");
  }

  @Test
  void decode_binaryNetpbm_isThePicture() throws Exception {
    assertThat(decoder.decode(ImageFiles.netpbm("P5\n2 1\n255\n", 7, 200)))
        .isEqualTo(Pictures.of(1, 2, 1, 7, 200));
    assertThat(decoder.decode(ImageFiles.netpbm("P6 1\t2 255 ", 1, 2, 3, 4, 5, 6)))
        .isEqualTo(Pictures.of(2, 1, 3, 1, 2, 3, 4, 5, 6));
  }

  @Test
  void decode_netpbmWithComments_isThePicture() throws Exception {
    assertThat(decoder.decode(ImageFiles.netpbm("P5# a camera\n#\n2 # wide\r1\n255\n", 35, 10)))
        .isEqualTo(Pictures.of(1, 2, 1, 35, 10));
  }

  @Test
  void decode_netpbmOfOtherMaxima_isScaledTo8Bits() throws Exception {
    assertThat(decoder.decode(ImageFiles.netpbm("P5 3 1 15 ", 0, 7, 15)))
        .isEqualTo(Pictures.of(1, 3, 1, 0, 119, 255));
    assertThat(decoder.decode(ImageFiles.netpbm("P5 2 1 65535 ", 0x12, 0x34, 0xFF, 0xFF)))
        .isEqualTo(Pictures.of(1, 2, 1, 18, 255));
    assertThat(decoder.decode(ImageFiles.netpbm("P5 2 1 1023 ", 2, 0, 3, 0xFF)))
        .isEqualTo(Pictures.of(1, 2, 1, 128, 255));
  }

  @Test
  void decode_plainNetpbm_isThePicture() throws Exception {
    assertThat(decoder.decode(ImageFiles.netpbm("P2\n2 2 # size\n100\n0 50\n100 25\n")))
        .isEqualTo(Pictures.of(2, 2, 1, 0, 128, 255, 64));
    assertThat(decoder.decode(ImageFiles.netpbm("P3 1 1 255 1 2 3")))
        .isEqualTo(Pictures.of(1, 1, 3, 1, 2, 3));
  }

  @Test
  void decode_netpbmOfTheWrongLength_isRefused() {
    assertRefused(ImageFiles.netpbm("P5 2 1 255 ", 7), "1 bytes of pixels instead of 2");
    assertRefused(ImageFiles.netpbm("P5 2 1 255 ", 7, 8, 9), "3 bytes of pixels instead of 2");
    assertRefused(ImageFiles.netpbm("P2 2 1 255 7"), "too few numbers for 2x1 grey");
    assertRefused(ImageFiles.netpbm("P2 2 1 255 777 "), "above its maximum");
    assertRefused(ImageFiles.netpbm("P2 2 1 255 77  "), "a number is missing");
    assertRefused(ImageFiles.netpbm("P2 2 1 255 7 8 9"), "goes on after its last pixel");
  }

  @Test
  void decode_netpbmOfBadNumbers_isRefused() {
    assertRefused(ImageFiles.netpbm("P5 0 1 255 "), "no pixels: it is 0 x 1");
    assertRefused(ImageFiles.netpbm("P5 1 1 0 ", 1), "a maximum of 0");
    assertRefused(ImageFiles.netpbm("P5 1 1 65536 ", 1, 1), "a number above 65535");
    assertRefused(ImageFiles.netpbm("P5 99999999999 1 255 "), "a number above 2147483647");
    assertRefused(ImageFiles.netpbm("P5 1 1 15 ", 16), "a value of 16 above its maximum of 15");
    assertRefused(ImageFiles.netpbm("P5 1 -1 15 ", 16), "no number at byte 5");
  }

  @Test
  void decode_otherFormats_areRefusedByName() {
    Picture picture = Pictures.scene(16, 16, 3);
    assertRefused(ImageFiles.gif(picture), "A picture is JPEG, PNG, PGM or PPM, not GIF");
    assertRefused(ImageFiles.bmp(picture), "not BMP, which begins with 42 4d");
    assertRefused(ImageFiles.netpbm("RIFF\0\0\0\0WEBPVP8 "), "not WebP");
    assertRefused(ImageFiles.netpbm("II*\0\0\0\0\0"), "not TIFF");
    assertRefused(ImageFiles.netpbm("P4 1 1 ", 1), "not PBM");
    assertRefused(ImageFiles.netpbm("{\"temperature\": 1}"), "an unknown format");
    assertRefused(new byte[0], "There are no bytes");
  }

  @Test
  void decode_toAShape_isDecodedAndScaled() throws Exception {
    Picture picture = Pictures.noise(30, 40, 3, 9);
    PictureShape shape = new PictureShape(8, 8, 1);

    assertThat(decoder.decode(PngWriter.write(picture), shape))
        .isEqualTo(new PictureScaler().scale(picture, shape));
  }

  /** A decoder lends its buffers to itself: what it has given away must not change. */
  @Test
  void decode_nextFrame_leavesTheLastAlone() throws Exception {
    byte[] dark = ImageFiles.jpeg(Pictures.blank(16, 16, 1));
    Picture first = decoder.decode(dark);

    decoder.decode(ImageFiles.jpeg(Pictures.scene(16, 16, 1)));

    assertThat(first.pixels()).containsOnly((byte) 0);
    assertThat(decoder.decode(dark)).isEqualTo(first);
  }

  private void assertRefused(byte[] file, String reason) {
    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining(reason)
        .message()
        .hasSizeLessThanOrEqualTo(200)
        .endsWith(".");
  }
}
