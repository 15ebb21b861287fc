package io.thalweg.streams.topology;

import io.thalweg.schema.VideoFrames;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A small pipeline and a stream for it: quick to learn, and with something of every kind in it. */
public final class TestPipeline {
  private TestPipeline() {}

  public static PipelineConfig config(String name, Path state, String bootstrap, String alignment) {
    return config(name, state, bootstrap, alignment, "");
  }

  /** With further lines at the end of the file. */
  public static PipelineConfig config(
      String name, Path state, String bootstrap, String alignment, String more) {
    return PipelineConfig.parse(yaml(name, state, bootstrap, alignment) + more);
  }

  /** With these fields of {@link #rows}, as a list in YAML. */
  public static PipelineConfig withFields(
      String name, Path state, String bootstrap, String alignment, String fields) {
    String yaml = yaml(name, state, bootstrap, alignment);
    return PipelineConfig.parse(yaml.replace("fields: [a, b, c]", "fields: " + fields));
  }

  static String yaml(String name, Path state, String bootstrap, String alignment) {
    return """
        pipeline: %s
        kafka: {bootstrap.servers: "%s"}
        source:
          topic: %s.events
          format: csv
          timestamp: ts
          entity: host
          columns: [ts, host, a, b, c]
          fields: [a, b, c]
          grace: PT5S
        learning:
          segment: 4
          encoder: {type: causal-conv, channels: 8, dilations: [1, 2]}
          task: {type: next-item, order: 2}
          batch: 4
          every: 8
          replay.bytes: 20000
          checkpoint.steps: 7
          holdout: 5
        publish: {every: 40, keep: 5, tolerance: 1}
        serve: {alignment: %s}
        detect: {warmup: 64, rate: 0.001, cooldown: PT10S}
        commit.interval: PT0.1S
        state: {dir: "%s"}
        """
        .formatted(name, bootstrap, name, alignment, state);
  }

  /** The same of two cameras, for {@link #frames}. */
  public static PipelineConfig film(String name, Path state, String bootstrap, String alignment) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: %s
            kafka: {bootstrap.servers: "%s"}
            modality: {type: video, size: 16x8}
            source: {topic: %s.events, grace: PT5S}
            learning:
              segment: 4
              encoder: {type: conv-net, context: 1, channels: [4], embedding: 8}
              batch: 4
              every: 8
              replay.bytes: 200000
              checkpoint.steps: 7
              holdout: 5
            publish: {every: 40, keep: 5, tolerance: 1, min.rank: 1}
            serve: {alignment: %s}
            detect: {warmup: 64, rate: 0.01, cooldown: PT10S}
            commit.interval: PT0.1S
            state: {dir: "%s"}
            """
                .formatted(name, bootstrap, name, alignment, state));
    return config.withSource(Formats.of(config).ownFields().orElseThrow());
  }

  private static final String CAUSAL = "context: 4, window: 8";

  /** The same of lines of text as bytes, for {@link #lines}. */
  public static PipelineConfig log(String name, Path state, String bootstrap, String alignment) {
    return log(name, state, bootstrap, alignment, "length: 64", CAUSAL);
  }

  /** As templates of words that run on. */
  public static PipelineConfig words(String name, Path state, String bootstrap, String alignment) {
    String options = "tokenizer: log, words: 20, buckets: 4, word.bytes: 9";
    return log(name, state, bootstrap, alignment, options, CAUSAL);
  }

  /** Each by itself, as words that an encoder sees from both sides. */
  public static PipelineConfig separate(
      String name, Path state, String bootstrap, String alignment) {
    String options =
        "tokenizer: words, tokenizer.numbers: fold, words: 20, buckets: 4, segments: separate";
    return log(
        name,
        state,
        bootstrap,
        alignment,
        options,
        "attention: bidirectional}\n  task: {type: masked-token, share: 0.3");
  }

  private static PipelineConfig log(
      String name,
      Path state,
      String bootstrap,
      String alignment,
      String modality,
      String encoder) {
    PipelineConfig config =
        PipelineConfig.parse(
            """
            pipeline: %s
            kafka: {bootstrap.servers: "%s"}
            modality: {type: text, field: message, %s}
            source: {topic: %s.events, grace: PT5S}
            learning:
              segment: 16
              encoder: {type: transformer, width: 16, heads: 2, layers: 1,
                        feed-forward: 16, %s}
              batch: 4
              every: 4
              replay.bytes: 20000
              checkpoint.steps: 7
              holdout: 5
            publish: {every: 40, keep: 5, tolerance: 1, min.rank: 1}
            serve: {alignment: %s}
            detect: {warmup: 64, rate: 0.01, cooldown: 10}
            commit.interval: PT0.1S
            state: {dir: "%s"}
            """
                .formatted(name, bootstrap, modality, name, encoder, alignment, state));
    return config.withSource(Formats.of(config).ownFields().orElseThrow());
  }

  /** Lines as JSON: jobs that are done, and now and then something else; every 37th malformed. */
  public static List<byte[]> lines(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String message = "job %d is done".formatted(random.nextInt(100));
      if (i % 300 > 295) {
        message = "PANIC: \u00fcber %x".formatted(random.nextInt());
      }
      String json = "{\"level\":{\"a\":[1]},\"message\":\"" + message + "\"}";
      lines.add((i % 37 == 36 ? "[" + json : json).getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  /**
   * Raw frames of two cameras: a bar that moves over noise, and a block now and then; every 37th is
   * malformed, every 41st is late.
   */
  public static List<byte[]> frames(int count) {
    SplittableRandom random = new SplittableRandom(7);
    VideoFrames writer = new VideoFrames();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = 1_700_000_000_000L + 1000L * i - (i % 41 == 40 ? 60_000 : 0);
      byte[] pixels = new byte[16 * 8];
      for (int p = 0; p < pixels.length; p++) {
        boolean bar = (p + i / 2) % 16 < 3;
        boolean block = i % 300 > 295 && p % 16 > 10;
        pixels[p] = (byte) (block ? 250 : 80 + (bar ? 60 : 0) + random.nextInt(5));
      }
      byte[] frame = writer.encode("c" + i % 2, time, 8, 16, 1, pixels);
      frames.add(i % 37 == 36 ? Arrays.copyOf(frame, 20) : frame);
    }
    return frames;
  }

  /**
   * Rows of three entities: coupled sines and noise, one missing value in twenty; every 37th is
   * malformed, every 41st is late, every 29th a little out of order.
   */
  public static List<byte[]> rows(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = 1_700_000_000_000L + 1000L * i;
      if (i % 41 == 40) {
        time -= 60_000;
      } else if (i % 29 == 28) {
        time -= 3_500;
      }
      double a = Math.sin(i / 9.0) + 0.1 * random.nextGaussian();
      double b = 3 * Math.sin((i - 2) / 9.0) + 0.1 * random.nextGaussian();
      String c = random.nextInt(20) == 0 ? "" : Double.toString(random.nextGaussian());
      String row = "%d,m%d,%s,%s,%s".formatted(time, i % 3, a, b, c);
      rows.add((i % 37 == 36 ? "what" : row).getBytes(StandardCharsets.UTF_8));
    }
    return rows;
  }
}
