package io.thalweg.streams.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.PipelinePlan;
import io.thalweg.model.item.Reading;
import io.thalweg.model.serve.Observation;
import io.thalweg.model.serve.OneStep;
import io.thalweg.streams.decode.Decoded;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a backtest's output folder; those of an earlier one are replaced. They are written
 * in a thread of their own: the shortest decimals of an embedding take a tenth of a backtest's
 * time, and nothing waits for them.
 */
final class BacktestFiles implements BacktestListener, Closeable {
  private final ScoresFile scores;
  private final EmbeddingsFile embeddings;
  private final AlertsFile alerts;
  private final List<OutputFile> files;
  private final Behind writing;

  BacktestFiles(Path folder, PipelinePlan plan, String topic) throws IOException {
    Files.createDirectories(folder);
    // Says of an earlier run what would not be true of this one if it stopped half-way.
    Files.deleteIfExists(folder.resolve("summary.json"));
    scores = new ScoresFile(folder.resolve("scores.csv"));
    int size = plan.learner().architecture().newEncoder().embeddingSize();
    embeddings = new EmbeddingsFile(folder.resolve("embeddings.csv"), size);
    alerts = new AlertsFile(folder.resolve("alerts.jsonl"), topic, plan.serving().alerts().rate());
    files = List.of(scores, embeddings, alerts);
    writing = new Behind("backtest-write");
  }

  @Override
  public void served(Reading reading, Observation seen, OneStep step) {
    Observation kept = kept(seen);
    writing.run(() -> files.forEach(file -> file.served(reading, kept)));
  }

  /** With an embedding of its own: the next record overwrites the one handed out. */
  private static Observation kept(Observation seen) {
    return new Observation(
        seen.arrival(),
        seen.served()
            .map(s -> new Observation.Served(s.snapshot(), s.inSample(), s.embedding().clone())),
        seen.surprise(),
        seen.probability(),
        seen.alert());
  }

  @Override
  public void rejected(long row, Decoded.Rejected why) {
    writing.run(() -> files.forEach(OutputFile::rejected));
  }

  /** Writes {@code summary.json}: the last of the files, so its presence says they are complete. */
  static void write(Path folder, BacktestSummary summary) throws IOException {
    String json =
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(summary.json());
    Files.writeString(folder.resolve("summary.json"), json + "\n");
  }

  @Override
  public void close() throws IOException {
    try (scores;
        embeddings;
        alerts;
        writing) {
      // First the last rows are written; then all are closed, whatever one of them throws.
    }
  }
}
