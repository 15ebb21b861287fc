package io.thalweg.streams.cli.demo;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** One kind of real work. */
@FunctionalInterface
interface Load {

  /**
   * Works until told to stop, then gives back everything it took.
   *
   * @param wanted false once the work should end; asked at least every few tens of milliseconds
   * @return bytes touched or written, 0 for work that has none
   * @throws IOException when the machine refuses the work; what was taken is given back all the
   *     same
   */
  long work(BooleanSupplier wanted) throws IOException;
}
