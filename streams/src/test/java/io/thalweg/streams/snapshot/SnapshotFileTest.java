package io.thalweg.streams.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotFileTest {
  @TempDir private Path folder;

  @Test
  void read_whatWasWritten_isTheSameVersion() throws IOException {
    Path file = folder.resolve("model.snapshot");
    Snapshot snapshot = TestSnapshots.large(7);

    SnapshotFile.write(file, snapshot, "events");

    Snapshot read = SnapshotFile.read(file);
    assertThat(read.version()).isEqualTo(7);
    assertThat(read.architecture()).isEqualTo(snapshot.architecture());
    assertThat(read.parameters()).isEqualTo(snapshot.parameters());
    assertThat(read.rotation()).isEqualTo(snapshot.rotation());
    assertThat(read.coveredOffsets()).isEqualTo(snapshot.coveredOffsets());
  }

  /** Cut, or one bit changed, anywhere: one sentence, and no version. */
  @Test
  void read_damagedFile_isRefused() throws IOException {
    Path file = folder.resolve("model.snapshot");
    SnapshotFile.write(file, TestSnapshots.small(3), "events");
    byte[] good = Files.readAllBytes(file);
    byte[] body = good.clone();
    body[good.length - 1] ^= 1;
    for (byte[] bad :
        new byte[][] {
          {}, "PK".getBytes(), Arrays.copyOf(good, 40), Arrays.copyOf(good, good.length - 9), body
        }) {
      Files.write(file, bad);

      assertThatThrownBy(() -> SnapshotFile.read(file))
          .isInstanceOf(SnapshotException.class)
          .hasMessageNotContaining("null");
    }
    assertThatThrownBy(() -> SnapshotFile.read(folder.resolve("none")))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("cannot be read");
  }
}
