package io.thalweg.streams.cli.backtest;

import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.PictureItems;
import io.thalweg.streams.config.ConfigurationException;
import io.thalweg.streams.config.PipelineConfig;
import io.thalweg.streams.decode.EventFile;
import io.thalweg.streams.decode.EventInput;
import io.thalweg.streams.decode.FileEvent;
import io.thalweg.streams.topology.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link BacktestRun} over the records of a file, with everything it writes.
 *
 * <p>Reads the file twice: once to count its records, from which {@link InferredPipeline} and the
 * summary's "second half" derive, and once to learn and serve them. One thread learns and serves;
 * one reads and decodes ahead of it, one writes the files behind it. Neither decides anything, so
 * the output is the same, byte for byte, however they take turns.
 */
public final class FileBacktest {
  /** Frames between two that are drawn beside what was expected. */
  private static final int EVERY_PICTURE = 100;

  private final EventInput file;
  private final PipelineConfig pipeline;
  private final PipelinePlan plan;
  private final long rows;

  private FileBacktest(EventInput file, PipelineConfig pipeline, long rows) {
    this.file = file;
    this.pipeline = pipeline.withSource(file.source());
    plan = Plans.of(this.pipeline, 1);
    this.rows = rows;
  }

  /**
   * A file under a pipeline's configuration; what the configuration leaves open (fields, columns)
   * is inferred.
   *
   * @throws ConfigurationException when they do not fit, or the file cannot be read
   */
  public static FileBacktest of(Path input, PipelineConfig pipeline) {
    EventFile file = EventFile.inspect(input, pipeline.source());
    return of(file, pipeline);
  }

  /**
   * Any input under a pipeline's configuration.
   *
   * @throws ConfigurationException when it cannot be read
   */
  public static FileBacktest of(EventInput input, PipelineConfig pipeline) {
    return new FileBacktest(input, pipeline, count(input));
  }

  /**
   * A file about which nothing is known.
   *
   * @throws ConfigurationException when it cannot be read or shows no numeric column
   */
  public static FileBacktest inferred(Path input) {
    EventFile file = EventFile.inspect(input, InferredPipeline.source());
    long rows = count(file);
    return new FileBacktest(file, InferredPipeline.of(rows), rows);
  }

  private static long count(EventInput file) {
    try {
      return file.count();
    } catch (IOException e) {
      throw new ConfigurationException("The input cannot be read: %s".formatted(e.getMessage()));
    }
  }

  /** The configuration as it is used. */
  public PipelineConfig pipeline() {
    return pipeline;
  }

  /** Told now and then how far the run has come. */
  public interface Progress {
    /**
     * @param share from 0 to 1
     * @param rows done
     */
    void at(double share, long rows);
  }

  /**
   * Runs the backtest.
   *
   * @param folder written to; made if missing
   * @param others told of the run, too
   * @throws IOException when reading or writing fails
   */
  public BacktestSummary run(
      Path folder, List<? extends BacktestListener> others, Progress progress) throws IOException {
    long start = System.nanoTime();
    BacktestTally tally = new BacktestTally(plan.items(), rows / 2);
    SnapshotOutput newest = new SnapshotOutput();
    BacktestRun run;
    try (BacktestFiles files = new BacktestFiles(folder, plan, pipeline.source().topic())) {
      List<BacktestListener> listeners = new ArrayList<>(List.of(files, tally, newest));
      if (plan.items() instanceof PictureItems pictures) {
        listeners.add(
            new PictureFiles(folder.resolve("pictures"), pictures.shape(), EVERY_PICTURE));
      }
      listeners.addAll(others);
      run = new BacktestRun(plan, listeners);
      feed(run, progress);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    newest.write(folder, pipeline.source().topic());
    BacktestSummary summary = tally.summary(run, (System.nanoTime() - start) / 1e9);
    BacktestFiles.write(folder, summary);
    return summary;
  }

  private void feed(BacktestRun run, Progress progress) throws IOException {
    try (EventsAhead events = new EventsAhead(file.open(pipeline.pipeline()))) {
      for (Optional<FileEvent> next = events.next(); next.isPresent(); next = events.next()) {
        FileEvent event = next.get();
        run.accept(event.row(), event.decoded());
        progress.at((event.row() + 1) / (double) rows, event.row() + 1);
      }
    }
  }
}
