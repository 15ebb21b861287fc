package io.thalweg.streams.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when somebody waits, and when told to. */
final class PassingTime implements Waiting {
  final List<Duration> pauses = new ArrayList<>();
  private long nanos = -5; // a clock's origin means nothing

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    pass(duration);
  }

  void pass(Duration duration) {
    nanos += duration.toNanos();
  }
}
