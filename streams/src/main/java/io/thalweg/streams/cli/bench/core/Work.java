package io.thalweg.streams.cli.bench.core;

/** What is repeated. */
enum Work {
  /** Forward, backward and Adam over one micro-batch. */
  STEP("step"),
  /** The embedding of one further item of one entity. */
  SERVE("serve");

  private final String title;

  Work(String title) {
    this.title = title;
  }

  /** As it stands in the report, and in requests to the peer. */
  String title() {
    return title;
  }
}
