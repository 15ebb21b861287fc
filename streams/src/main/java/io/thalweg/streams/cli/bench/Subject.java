package io.thalweg.streams.cli.bench;

/** What is measured against what. */
enum Subject {
  /** What Kafka Streams alone can do here: store each record, pass it on. */
  PASS_THROUGH("pass-through"),
  /** Decode, normalise, cut into segments, learn, publish. */
  LEARN("learn"),
  /** Decode, normalise, embed, detect. */
  SERVE("serve");

  private final String title;

  Subject(String title) {
    this.title = title;
  }

  /** As it stands in the report, and in names of applications and topics. */
  String title() {
    return title;
  }
}
