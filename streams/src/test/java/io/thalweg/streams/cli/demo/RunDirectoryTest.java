package io.thalweg.streams.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  private static final long SELF = ProcessHandle.current().pid();

  /** No operating system numbers a process like this. */
  private static final long GONE = 999_999_999_999L;

  @TempDir private Path temporary;

  @Test
  void create_parentMissing_isMadeAndTheRunIsEmpty() throws IOException {
    Path run = RunDirectory.create(temporary.resolve("a/b"));

    assertThat(run).isEmptyDirectory().hasFileName("run-" + SELF);
  }

  @Test
  void create_runsOfProcessesThatAreGone_areDeleted() throws IOException {
    Path old = full("run-" + GONE);
    Path sameNumber = full("run-" + SELF);

    assertThat(RunDirectory.create(temporary)).isEqualTo(sameNumber).isEmptyDirectory();
    assertThat(old).doesNotExist();
  }

  @Test
  void create_runOfALivingProcessAndForeignFiles_areLeftAlone() throws IOException {
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    Path other = full("run-" + living);
    Path foreign = full("run-of-mine");

    RunDirectory.create(temporary);

    assertThat(other.resolve("deep/file")).exists();
    assertThat(foreign.resolve("deep/file")).exists();
  }

  @Test
  void delete_missing_isNoError() throws IOException {
    RunDirectory.delete(temporary.resolve("missing"));

    assertThat(temporary.resolve("missing")).doesNotExist();
  }

  private Path full(String name) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve(name));
    Files.writeString(Files.createDirectories(directory.resolve("deep")).resolve("file"), "x");
    return directory;
  }
}
