package io.thalweg.streams.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.thalweg.model.PipelinePlan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a backtest's output folder; those of an earlier one are replaced. */
final class BacktestFiles implements Closeable {
  private final ScoresFile scores;
  private final EmbeddingsFile embeddings;
  private final AlertsFile alerts;

  BacktestFiles(Path folder, PipelinePlan plan, String topic) throws IOException {
    Files.createDirectories(folder);
    // Says of an earlier run what would not be true of this one if it stopped half-way.
    Files.deleteIfExists(folder.resolve("summary.json"));
    scores = new ScoresFile(folder.resolve("scores.csv"));
    int size = plan.learner().architecture().newEncoder().embeddingSize();
    embeddings = new EmbeddingsFile(folder.resolve("embeddings.csv"), size);
    alerts = new AlertsFile(folder.resolve("alerts.jsonl"), topic, plan.serving().alerts().rate());
  }

  List<BacktestListener> listeners() {
    return List.of(scores, embeddings, alerts);
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
        alerts) {
      // All three are closed, whatever one of them throws.
    }
  }
}
