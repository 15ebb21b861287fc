package io.thalweg.streams.cli.bench.core;

/** Whose time it is. */
enum Library {
  /** This project. */
  THALWEG("thalweg"),
  /** The matrix products alone, by the OpenBLAS that this project uses: the limit. */
  SGEMM("sgemm"),
  /** Deeplearning4j. */
  DL4J("dl4j"),
  /** PyTorch's C++ library, from Java. */
  LIBTORCH("libtorch");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** As it stands in the report. */
  String title() {
    return title;
  }
}
