package io.thalweg.model.learn;

/** What a full replay buffer keeps. */
public enum ReplayPolicy {
  /** The newest: what the stream is like now. */
  FIFO,
  /** A uniform sample of all that ever came: what the stream has been like. */
  RESERVOIR
}
