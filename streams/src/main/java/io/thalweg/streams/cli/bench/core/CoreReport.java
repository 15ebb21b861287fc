package io.thalweg.streams.cli.bench.core;

import java.util.List;
import java.util.Map;

/**
 * What the benchmark gave.
 *
 * @param options how thoroughly was measured
 * @param peerVersion version of libtorch; empty when it did not take part
 * @param rows one per shape and work
 */
record CoreReport(CoreBenchOptions options, String peerVersion, List<Row> rows) {

  /**
   * One comparison.
   *
   * @param timings of those who took part
   */
  record Row(Shape shape, Work work, Map<Library, Timing> timings) {

    /** Whether this library took part. */
    boolean has(Library library) {
      return timings.containsKey(library);
    }

    /** Its time; asking for one that did not take part is an error. */
    Timing of(Library library) {
      Timing timing = timings.get(library);
      if (timing == null) {
        throw new IllegalArgumentException(library.title() + " did not take part");
      }
      return timing;
    }

    /** This project's best time as a multiple of the other's: below 1 is faster. */
    double ratio(Library other) {
      return of(Library.THALWEG).best() / of(other).best();
    }

    /** Share of the time of a step that its matrix products need. */
    double limitShare() {
      return of(Library.SGEMM).best() / of(Library.THALWEG).best();
    }

    /** What the products alone reach, in 1e9 operations per second. */
    double limitGigaflops() {
      double operations = shape.products().stream().mapToDouble(Product::operations).sum();
      return operations / of(Library.SGEMM).best() / 1e3;
    }
  }
}
