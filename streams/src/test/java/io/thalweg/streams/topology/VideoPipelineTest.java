package io.thalweg.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.Content;
import io.thalweg.model.picture.Picture;
import io.thalweg.model.picture.PictureShape;
import io.thalweg.schema.AvroCodec;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.schema.VideoFrames;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.Decoded;
import io.thalweg.streams.decode.EventDecoder;
import io.thalweg.streams.decode.RejectReason;
import io.thalweg.streams.runtime.StreamsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second modality through the same topologies. */
final class VideoPipelineTest {
  private static final byte[] CAMERA = "door".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path state;

  /** A picture of 24 x 16 as a PGM file: a slope that moves, and noise. */
  private static byte[] pgm(int frame, SplittableRandom random) {
    byte[] head = "P5 24 16 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] file = java.util.Arrays.copyOf(head, head.length + 24 * 16);
    for (int i = 0; i < 24 * 16; i++) {
      file[head.length + i] = (byte) (100 + (i % 24 + frame) % 24 * 4 + random.nextInt(3));
    }
    return file;
  }

  private PipelineConfig config(String modality, String learning) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: cameras
            modality: %s
            source: {topic: frames}
            learning: %s
            publish: {every: 40}
            state: {dir: "%s"}
            """
                .formatted(modality, learning, state));
    return config.withSource(Formats.of(config).ownFields().orElseThrow());
  }

  @Test
  void decode_aPicture_isScaledToThePipelinesShape() {
    PipelineConfig config = config("{type: video, size: 12x8}", "{}");
    EventDecoder decoder = Formats.of(config).decoder(config.source());

    Decoded.Event event =
        (Decoded.Event) decoder.decode(CAMERA, pgm(0, new SplittableRandom(1)), 1_000, 0, 7);

    assertThat(event.reading().entity()).isEqualTo("door");
    assertThat(event.reading().timestampMillis()).isEqualTo(1_000);
    Picture picture = ((Content.Image) event.reading().content()).picture();
    assertThat(picture.shape()).isEqualTo(new PictureShape(8, 12, 1));
  }

  @Test
  void decode_rawPixels_sayTheirTimeAndCamera() {
    PipelineConfig config = config("{type: video, size: 2x1}", "{}");
    EventDecoder decoder = Formats.of(config).decoder(config.source());
    VideoFrames frames = new VideoFrames();
    byte[] pixels = {10, 30, (byte) 200, (byte) 220, 30, 10, (byte) 220, (byte) 200};
    byte[] frame = frames.encode("gate", 900, 2, 4, 1, pixels);

    Decoded.Event event = (Decoded.Event) decoder.decode(CAMERA, frame, 1_000, 0, 7);

    assertThat(event.reading().entity()).isEqualTo("gate");
    assertThat(event.reading().timestampMillis()).isEqualTo(900);
    assertThat(event.reading().content())
        .isEqualTo(
            new Content.Image(new Picture(new PictureShape(1, 2, 1), new byte[] {20, (byte) 210})));
    byte[] cut = java.util.Arrays.copyOf(frame, frame.length - 1);
    assertThat(decoder.decode(CAMERA, cut, 1_000, 0, 8)).isInstanceOf(Decoded.Rejected.class);
    byte[] nameless = frames.encode(null, 900, 2, 4, 1, pixels);
    assertThat(decoder.decode(CAMERA, nameless, 1_000, 0, 9))
        .isInstanceOfSatisfying(
            Decoded.Event.class, e -> assertThat(e.reading().entity()).isEqualTo("door"));
  }

  @Test
  void decode_whatIsNoPicture_isRejectedWithItsReason() {
    PipelineConfig config = config("video", "{}");
    EventDecoder decoder = Formats.of(config).decoder(config.source());

    assertThat(decoder.decode(CAMERA, "GIF89a??".getBytes(StandardCharsets.US_ASCII), 0, 0, 0))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.MALFORMED);
              assertThat(rejected.detail()).contains("JPEG, PNG, PGM or PPM, not GIF");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{segment: 2, batch: 4, every: 8, encoder: {type: conv-net, channels: [4], embedding: 8}}",
        "{segment: 1, batch: 4, every: 8, task: two-view, encoder: {type: conv-net, channels: [4],"
            + " embedding: 8}}",
        "{segment: 8, batch: 4, every: 8, task: cpc, encoder: {type: conv-net, channels: [4],"
            + " embedding: 8}}",
        "{segment: 1, batch: 4, every: 8, task: denoising, encoder: {type: conv-net, channels: [4],"
            + " embedding: 8}}",
      })
  void learn_frames_learnsTheGoodAndCountsTheRest(String learning) {
    learns(config("{type: video, size: 12x8}", learning));
  }

  @Test
  void learn_patches_takesASegmentForEachPicture() {
    learns(
        config(
            "{type: video, size: 12x8, patch: 4}",
            """
            {task: masked-patch, batch: 4, every: 8, encoder: {type: transformer, attention:
             bidirectional, width: 8, heads: 2, layers: 1, feed-forward: 16}}"""));
  }

  private static void learns(PipelineConfig config) {
    PipelinePlan plan = Plans.of(config, 1);
    SplittableRandom random = new SplittableRandom(3);
    try (TopologyTestDriver driver =
        new TopologyTestDriver(
            LearnTopology.build(config, plan, 1), StreamsSettings.of(config, "learn"))) {
      TestInputTopic<byte[], byte[]> input =
          driver.createInputTopic(
              config.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
      for (int i = 0; i < 400; i++) {
        byte[] frame = i % 20 == 19 ? new byte[] {1} : pgm(i, random);
        input.pipeInput(CAMERA, frame, 1_700_000_000_000L + 40L * i);
      }
      List<byte[]> metrics =
          driver
              .createOutputTopic(
                  config.topics().metrics(),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer())
              .readValuesToList();

      LearningMetrics last =
          AvroCodec.of(LearningMetrics.class).decode(metrics.get(metrics.size() - 1));
      assertThat(last.getRejected()).isBetween(15L, 20L);
      assertThat(last.getEventsLearned()).isGreaterThan(250);
    }
  }

  @Test
  void open_whatDoesNotFit_isOneSentence() {
    assertThatThrownBy(() -> Formats.of(raw("{type: video, size: 64}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "modality: video.size must be width and height such as 64x64, each up to 1024, not"
                + " 64.");
    assertThatThrownBy(() -> Formats.of(raw("{type: video, channels: 2}")))
        .hasMessage("modality: video.channels must be 1 (grey) or 3 (colour), not 2.");
    PipelineConfig readings = config("video", "{task: next-item, encoder: mlp}");
    assertThatThrownBy(() -> Plans.of(readings, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("task 'next-item' takes readings, not pictures");
    PipelineConfig odd = config("{type: video, patch: 7}", "{task: masked-patch}");
    assertThatThrownBy(() -> Plans.of(odd, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("patches of 7 do not fill a picture of 64 x 64");
  }

  private static PipelineConfig raw(String modality) {
    return PipelineConfig.parse(
        "pipeline: p\nmodality: %s\nsource: {topic: t}\n".formatted(modality));
  }
}
