package io.thalweg.streams.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the buffer of segments already learned keeps when it is full. */
public enum Replay {
  /** The newest. */
  @JsonProperty("fifo")
  FIFO,
  /** A uniform sample of all that ever came. */
  @JsonProperty("reservoir")
  RESERVOIR
}
