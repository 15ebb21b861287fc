package io.thalweg.streams.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir private Path parent;

  @Test
  void acquire_missingDirectory_createsIt() {
    Path directory = parent.resolve("a/b");

    DirectoryLock.acquire(directory).close();

    assertThat(directory).isDirectory();
  }

  @Test
  void acquire_held_namesDirectoryAndProcess() {
    try (DirectoryLock held = DirectoryLock.acquire(parent)) {
      assertThat(held).isNotNull();
      assertThatExceptionOfType(BrokerException.class)
          .isThrownBy(() -> DirectoryLock.acquire(parent))
          .withMessageContainingAll(
              parent.toString(), "in use by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void acquire_leftBehindByTheDead_succeeds() throws IOException {
    Files.writeString(parent.resolve("broker.lock"), "999999999");

    DirectoryLock.acquire(parent).close();
  }
}
