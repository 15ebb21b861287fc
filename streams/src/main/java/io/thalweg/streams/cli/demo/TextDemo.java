package io.thalweg.streams.cli.demo;

import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.model.snapshot.TextCompleter;
import io.thalweg.model.spec.Spec;
import io.thalweg.model.text.Tokenizer;
import io.thalweg.model.text.Tokenizers;
import io.thalweg.schema.Alert;
import io.thalweg.schema.Embedding;
import io.thalweg.schema.LearningMetrics;
import io.thalweg.streams.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code demo text}: learns what this program logs, and marks what was never said before. */
final class TextDemo implements DemoSubject {
  private static final double BITS = 1 / Math.log(2);
  private static final double HERTZ = 100;
  private static final int SURPRISING = 3;
  private static final int SHOWN = 160;

  /**
   * Of 80 lines a second most are the broker's; the other components have too few of their own to
   * be calibrated by within a demo, and are judged beside all lines until then.
   */
  private static final int WARMUP = 1200;

  /** Of a line that is gone on with: its level, who speaks, and a dash. */
  private static final int WORDS = 3;

  private static final char MARK = '\u00bb';

  /** The most probable line: a person is to see what was learned, not what chance makes of it. */
  private static final TextCompleter.Sampling PROBABLE = new TextCompleter.Sampling(0, 1);

  private final Disturber disturber;
  private final Tokenizer tokenizer = Tokenizers.create(Spec.of("log"));
  private final UnigramBaseline baseline;
  private final SurprisingLines lines;
  private final TextSource events;
  private volatile Optional<LogLine> newest = Optional.empty();

  /**
   * @param plan the demo's
   * @param capture begins to fill the queue it is given
   * @param inputs files to be read beside the log
   * @param inputRate lines of files per second
   * @param disturber logs lines that nobody has seen
   */
  TextDemo(
      DemoPlan plan,
      LogQueue queue,
      Supplier<? extends AutoCloseable> capture,
      List<Path> inputs,
      double inputRate,
      Disturber disturber) {
    this.disturber = disturber;
    baseline = new UnigramBaseline(TextPipeline.items(pipeline(plan, Path.of(""))));
    lines = new SurprisingLines(this::template);
    events =
        new TextSource(queue, capture, new LineFiles(inputs), inputRate / plan.hertz(), this::sent);
  }

  /**
   * When what happens. The settling is for a start that has begun when the applications run: they
   * go on to make topics and stores.
   *
   * @param inputRate lines of files per second, sent beside those of the log
   */
  static DemoPlan plan(Duration total, double inputRate) {
    return new DemoPlan(
        total,
        Duration.ofSeconds(4),
        Duration.ofSeconds(15),
        Duration.ofSeconds(4),
        Duration.ofSeconds(30),
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        HERTZ + inputRate,
        1000,
        WARMUP);
  }

  private void sent(Instant time, LogLine line) {
    baseline.line(time, line.text());
    lines.sent(line.text());
    newest = Optional.of(line);
  }

  /** Values masked: what two lines of one statement have in common. */
  private String template(String line) {
    return tokenizer.tokenize(line).template();
  }

  @Override
  public DemoWords words() {
    return new DemoWords(
        "./thalweg demo text",
        "lines of this program's own log",
        "what this program logs",
        new Baseline("unigram", "counts of tokens", "bits per token"));
  }

  /**
   * Half the bits of counts show that more than the frequency of tokens was learned. Of some 2,500
   * quiet lines 1.3 may alert at the pipeline's rate; what is logged once a minute is news, too.
   */
  @Override
  public DemoLimits limits() {
    return new DemoLimits(0.5, 2);
  }

  /** A line. */
  @Override
  public int values() {
    return 1;
  }

  @Override
  public PipelineConfig pipeline(DemoPlan plan, Path directory) {
    return TextPipeline.of(plan, directory);
  }

  @Override
  public EventSource events() {
    return events;
  }

  @Override
  public Disturber disturber() {
    return disturber;
  }

  /** The line with what surprised marked; a line without a mark says nothing. */
  @Override
  public List<String> named(Alert alert) {
    String text = alert.getText();
    return text.indexOf(MARK) < 0 ? List.of() : List.of(shortened(text));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }

  /** The learner's loss, in bits, beside that of counts over the lines since the last report. */
  @Override
  public Optional<LossHistory.Reported> losses(LearningMetrics metrics) {
    OptionalDouble counts = baseline.meanUntil(metrics.getStreamTime());
    return metrics.getLoss() == null || counts.isEmpty()
        ? Optional.empty()
        : Optional.of(new LossHistory.Reported(metrics.getLoss() * BITS, counts.getAsDouble()));
  }

  @Override
  public void embedded(Embedding embedding) {
    lines.embedded(embedding);
  }

  @Override
  public List<String> conclude(PipelineConfig config, List<Alert> alerts, Path directory) {
    List<String> notes = new ArrayList<>();
    if (events.dropped() > 0) {
      notes.add("%,d lines came too fast and were left out".formatted(events.dropped()));
    }
    surprising(alerts).forEach(line -> notes.add("surprising: " + line));
    List<Snapshot> versions = PublishedVersions.of(config);
    if (!versions.isEmpty() && newest.isPresent()) {
      notes.add(continued(versions.get(versions.size() - 1), newest.get().text()));
    }
    return notes;
  }

  /** What was alerted, with its marks, the least probable first; then what nearly was. */
  private List<String> surprising(List<Alert> alerts) {
    Stream<String> marked =
        alerts.stream().sorted(Comparator.comparingDouble(Alert::getPValue)).map(Alert::getText);
    Set<Long> alerted = alerts.stream().map(Alert::getOffset).collect(Collectors.toSet());
    Stream<String> others =
        lines.most(SURPRISING).stream()
            .filter(line -> !alerted.contains(line.offset()))
            .map(line -> shortened(line.text()));
    return Stream.concat(marked, others).limit(SURPRISING).toList();
  }

  private String continued(Snapshot version, String line) {
    String beginning = Arrays.stream(line.split(" ")).limit(WORDS).collect(Collectors.joining(" "));
    String whole =
        new TextCompleter(version)
            .complete(beginning, TextPipeline.TOKENS, PROBABLE, new SplittableRandom(1));
    return "version %d goes on with \"%s\": %s"
        .formatted(version.version(), beginning, whole.lines().findFirst().orElse(""));
  }
}
