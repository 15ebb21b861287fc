package io.thalweg.streams.snapshot;

import org.jspecify.annotations.Nullable;

/** A snapshot that cannot be used, written or waited for. The message is one sentence. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SnapshotException(String sentence) {
    super(sentence);
  }

  SnapshotException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
