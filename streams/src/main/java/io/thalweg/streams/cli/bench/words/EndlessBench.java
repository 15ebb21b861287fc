package io.thalweg.streams.cli.bench.words;

import io.thalweg.model.text.EmbeddingSettings;
import io.thalweg.model.text.PlainWords;
import io.thalweg.model.text.VocabularySettings;
import io.thalweg.model.text.WordLearner;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Learns an endless text line by line, as {@code words learn} learns a file, and looks at speed and
 * memory after every tenth. The garbage collection that memory is read after is not timed.
 */
final class EndlessBench {
  static final int TENTHS = 10;

  private EndlessBench() {}

  /**
   * Learns.
   *
   * @param lines at least ten; what is left of a tenth is left out
   * @param progress told after every tenth
   */
  static EndlessReport run(long lines, EmbeddingSettings settings, Consumer<String> progress) {
    if (lines < TENTHS) {
      throw new IllegalArgumentException(
          "--endless is %d, allowed is %d or more.".formatted(lines, TENTHS));
    }
    VocabularySettings words = VocabularySettings.standard();
    WordLearner learner = new WordLearner(words, settings);
    EndlessText text = new EndlessText();
    List<EndlessReport.Tenth> tenths = new ArrayList<>();
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      long before = learner.progress().words();
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      for (long line = 0; line < lines / TENTHS; line++) {
        learner.learn(PlainWords.of(text.next()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (cpuNanos() - startCpu) / 1e9;
      long learned = learner.progress().words() - before;
      tenths.add(new EndlessReport.Tenth(learned / seconds, learned / cpuSeconds, heapInUse()));
      progress.accept("%d of %d tenths".formatted(tenth, TENTHS));
    }
    return new EndlessReport(
        learner.sentences(),
        learner.progress().words(),
        words.budgetBytes(),
        learner.vocabulary().bytes(),
        learner.vocabulary().replaced(),
        learner.vocabulary().rowsTaken(),
        tenths);
  }

  /** Of this thread: what others do on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
