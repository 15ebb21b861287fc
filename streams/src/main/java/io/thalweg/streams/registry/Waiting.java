package io.thalweg.streams.registry;

import java.time.Duration;

/** Time, from outside: tests let it pass without waiting. */
interface Waiting {
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis());
        }
      };

  /** A clock that only grows. */
  long nanos();

  void pause(Duration duration) throws InterruptedException;
}
