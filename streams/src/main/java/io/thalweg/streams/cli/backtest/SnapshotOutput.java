package io.thalweg.streams.cli.backtest;

import io.thalweg.model.learn.LearnEffect;
import io.thalweg.model.snapshot.Snapshot;
import io.thalweg.streams.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the last version of a run for {@code model.snapshot}, as if it had been exported. */
final class SnapshotOutput implements BacktestListener {
  private @Nullable Snapshot newest;

  @Override
  public void learned(LearnEffect effect) {
    if (effect instanceof LearnEffect.Decision decision) {
      decision.snapshot().ifPresent(snapshot -> newest = snapshot);
    }
  }

  /** Writes the version into a folder; one of an earlier run is gone if there is none. */
  void write(Path folder, String eventsTopic) throws IOException {
    Path file = folder.resolve("model.snapshot");
    Files.deleteIfExists(file);
    if (newest != null) {
      SnapshotFile.write(file, newest, eventsTopic);
    }
  }
}
