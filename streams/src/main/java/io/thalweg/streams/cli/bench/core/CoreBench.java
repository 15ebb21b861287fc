package io.thalweg.streams.cli.bench.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures every shape, one after the other, each against all who can run it. */
final class CoreBench {
  private final CoreBenchOptions options;
  private final List<Shape> shapes;
  private final Consumer<String> progress;

  /**
   * @param progress told what is being done
   */
  CoreBench(CoreBenchOptions options, List<Shape> shapes, Consumer<String> progress) {
    this.options = options;
    this.shapes = shapes;
    this.progress = progress;
  }

  CoreReport run(Optional<Peer> peer) {
    List<CoreReport.Row> rows = new ArrayList<>();
    for (Work work : Work.values()) {
      for (Shape shape : shapes) {
        progress.accept(work.title() + ", " + shape.title());
        Map<Library, Timing> timings = new Race(options).run(contestants(shape, work, peer));
        rows.add(new CoreReport.Row(shape, work, timings));
      }
    }
    return new CoreReport(options, peer.map(Peer::version).orElse(""), rows);
  }

  private static Map<Library, Contestant> contestants(Shape shape, Work work, Optional<Peer> peer) {
    Map<Library, Contestant> contestants = new EnumMap<>(Library.class);
    switch (work) {
      case STEP -> {
        contestants.put(Library.THALWEG, OwnNetwork.step(shape));
        contestants.put(Library.SGEMM, products(shape));
        contestants.put(Library.DL4J, shape.dl4j().step());
      }
      case SERVE -> {
        contestants.put(Library.THALWEG, OwnNetwork.serve(shape));
        contestants.put(Library.DL4J, shape.dl4j().serve());
      }
    }
    peer.ifPresent(p -> contestants.put(Library.LIBTORCH, p.contestant(shape, work)));
    return contestants;
  }

  private static Contestant products(Shape shape) {
    List<Runnable> products = shape.products().stream().map(Product::prepare).toList();
    return Contestant.of(() -> products.forEach(Runnable::run));
  }
}
