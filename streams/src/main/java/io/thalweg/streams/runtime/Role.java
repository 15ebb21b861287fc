package io.thalweg.streams.runtime;

/** Which of the two applications a process runs. */
public enum Role {
  /** Learns and publishes snapshots. */
  LEARN,
  /** Embeds and watches. */
  SERVE,
  /** Both, each with its own application id. */
  ALL;

  boolean learns() {
    return this != SERVE;
  }

  boolean serves() {
    return this != LEARN;
  }
}
