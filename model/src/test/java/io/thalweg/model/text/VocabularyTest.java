package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.thalweg.model.state.StateReader;
import io.thalweg.model.state.StateWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  /** Counts halved many times have more digits than a double; sums of them are rounded. */
  private static final double ROUNDING = 1e-9;

  private static final Vocabulary.RowListener NOBODY = row -> {};

  /** The smallest budget that counts this many words. */
  private static VocabularySettings settings(int words, int rows, int leastCount, long halfLife) {
    int longest = 256;
    return new VocabularySettings(
        Vocabulary.bytes(words, rows, longest), rows, leastCount, halfLife, longest);
  }

  private static void add(Vocabulary vocabulary, String... words) {
    for (String word : words) {
      vocabulary.add(word, WordTable.hash(word), NOBODY);
    }
  }

  /** Few counters, 256 characters each, so that the budget is above what is allowed. */
  private static Vocabulary small(int words, int rows, int leastCount, long halfLife) {
    VocabularySettings settings = settings(words, rows, leastCount, halfLife);
    assertThat(settings.words()).isEqualTo(words);
    return new Vocabulary(settings);
  }

  @Test
  void add_moreWordsThanCounters_theNewcomerTakesOverTheSmallestCount() {
    // The example of the class, with eight counters: a twice, seven others once, then one more.
    Vocabulary vocabulary = small(8, 2, 5, Long.MAX_VALUE);
    add(vocabulary, "a", "a", "b", "c", "d", "e", "f", "g", "h", "i");

    assertThat(vocabulary.size()).isEqualTo(8);
    assertThat(vocabulary.count("a")).isEqualTo(2);
    assertThat(vocabulary.error("a")).isZero();
    assertThat(vocabulary.count("i")).isEqualTo(2);
    assertThat(vocabulary.error("i")).isEqualTo(1);
    assertThat(vocabulary.replaced()).isEqualTo(1);
  }

  @Property
  void add_anyWords_boundsOfSpaceSavingHold(
      @ForAll @Size(max = 400) List<@IntRange(max = 40) Integer> stream,
      @ForAll @IntRange(min = 5, max = 400) int halfLife) {
    Vocabulary vocabulary = small(8, 3, 2, halfLife);
    Map<String, Double> truth = new HashMap<>();
    double total = 0;
    for (int i = 0; i < stream.size(); i++) {
      // Small numbers come often, large ones rarely.
      String word = "w" + stream.get(i) * stream.get(i) / 40;
      add(vocabulary, word);
      truth.merge(word, 1.0, Double::sum);
      total++;
      if ((i + 1) % halfLife == 0) {
        truth.replaceAll((any, count) -> count / 2);
        total /= 2;
      }
    }
    assertThat(vocabulary.total()).isEqualTo(total);
    int counted = 0;
    for (Map.Entry<String, Double> word : truth.entrySet()) {
      double count = vocabulary.count(word.getKey());
      if (count > 0) {
        counted++;
        double error = vocabulary.error(word.getKey());
        assertThat(count).isGreaterThanOrEqualTo(word.getValue() - ROUNDING);
        assertThat(count - error).isLessThanOrEqualTo(word.getValue() + ROUNDING);
        assertThat(error).isLessThanOrEqualTo(total / 8 + ROUNDING);
      } else {
        assertThat(word.getValue()).isLessThanOrEqualTo(total / 8 + ROUNDING);
      }
    }
    assertThat(counted).isEqualTo(vocabulary.size());
  }

  @Property
  void row_anyWords_eachRowHasOneWordAndIsNamedWhenItChanges(
      @ForAll @Size(max = 400) List<@IntRange(max = 40) Integer> stream) {
    Vocabulary vocabulary = small(8, 3, 2, 60);
    Map<Integer, String> told = new HashMap<>();
    for (int number : stream) {
      String word = "w" + number * number / 40;
      // Only the word that comes can get a row.
      vocabulary.add(word, WordTable.hash(word), row -> told.put(row, word));
    }
    for (int row = 0; row < vocabulary.rows(); row++) {
      int at = row;
      vocabulary
          .word(row)
          .ifPresent(
              word -> {
                assertThat(word).isEqualTo(told.get(at));
                assertThat(vocabulary.row(word)).hasValue(at);
                assertThat(vocabulary.count(at)).isEqualTo(vocabulary.count(word));
              });
    }
  }

  @Test
  void row_belowTheLeastCount_isNone() {
    Vocabulary vocabulary = small(8, 2, 3, Long.MAX_VALUE);
    add(vocabulary, "a", "a");
    assertThat(vocabulary.row("a")).isEmpty();

    add(vocabulary, "a");
    assertThat(vocabulary.row("a")).hasValue(0);
  }

  @Test
  void row_ofAnOldWord_goesToOneThatIsNowMoreFrequent() {
    Vocabulary vocabulary = small(8, 2, 2, 20);
    List<Integer> renewed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      vocabulary.add("old", WordTable.hash("old"), renewed::add);
      vocabulary.add("steady", WordTable.hash("steady"), renewed::add);
    }
    for (int i = 0; i < 20; i++) {
      vocabulary.add("new", WordTable.hash("new"), renewed::add);
      vocabulary.add("steady", WordTable.hash("steady"), renewed::add);
    }

    assertThat(vocabulary.row("old")).isEmpty();
    assertThat(vocabulary.row("steady")).hasValue(1);
    assertThat(vocabulary.row("new")).hasValue(0);
    assertThat(renewed).containsExactly(0, 1, 0);
    assertThat(vocabulary.rowsTaken()).isEqualTo(1);
  }

  @Test
  void add_aMillionWordsThatComeOnce_allocatesNothingAndNoneGetsARow() {
    VocabularySettings settings = new VocabularySettings(1 << 20, 1000, 5, 100_000, 32);
    Vocabulary vocabulary = new Vocabulary(settings);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    StringBuilder word = new StringBuilder();
    addNumbers(vocabulary, word, 0, 100_000);

    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    addNumbers(vocabulary, word, 100_000, 1_000_000);
    long bytes = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(vocabulary.bytes()).isLessThanOrEqualTo(settings.budgetBytes());
    assertThat(vocabulary.bytes()).isGreaterThan(settings.budgetBytes() * 9 / 10);
    assertThat(bytes).as("bytes allocated for 900,000 new words").isLessThan(10_000);
    assertThat(vocabulary.size()).isEqualTo(settings.words());
    assertThat(vocabulary.replaced()).isEqualTo(1_000_000 - settings.words());
    assertThat(vocabulary.rows()).isZero();
  }

  private static void addNumbers(Vocabulary vocabulary, StringBuilder word, int from, int to) {
    for (int i = from; i < to; i++) {
      word.setLength(0);
      word.append("word-").append(i);
      vocabulary.add(word, WordTable.hash(word), NOBODY);
    }
  }

  @Test
  void add_emptyOrTooLong_isLeftOutAndTheLatterCounted() {
    Vocabulary vocabulary = new Vocabulary(new VocabularySettings(4096, 2, 1, 100, 4));
    add(vocabulary, "", "abcd", "abcde");

    assertThat(vocabulary.size()).isEqualTo(1);
    assertThat(vocabulary.row("abcd")).hasValue(0);
    assertThat(vocabulary.tooLong()).isEqualTo(1);
    assertThat(vocabulary.seen()).isEqualTo(1);
  }

  @Property
  void readFrom_whatWriteToWrote_goesOnAsIfNothingHadHappened(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 40) Integer> stream,
      @ForAll @IntRange(max = 300) int cut) {
    Vocabulary straight = small(8, 3, 2, 50);
    Vocabulary restored = small(8, 3, 2, 50);
    for (int i = 0; i < stream.size(); i++) {
      String word = "w" + stream.get(i) * stream.get(i) / 40;
      if (i == cut) {
        Vocabulary fresh = small(8, 3, 2, 50);
        StateReader in = StateReader.of(restored::writeTo);
        fresh.readFrom(in);
        in.expectEnd();
        restored = fresh;
      }
      add(straight, word);
      add(restored, word);
    }
    assertThat(bytes(restored)).isEqualTo(bytes(straight));
  }

  private static byte[] bytes(Vocabulary vocabulary) {
    StateWriter out = new StateWriter(1024);
    vocabulary.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void readFrom_stateOfALargerOne_isRefused() {
    Vocabulary large = small(9, 3, 1, 50);
    add(large, "a", "b", "c", "d", "e", "f", "g", "h", "i");

    assertThatThrownBy(() -> small(8, 3, 1, 50).readFrom(StateReader.of(large::writeTo)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a vocabulary of 9 words and 3 rows does not fit one of 8 and 3");
  }

  @Test
  void settings_outOfRange_nameTheValue() {
    assertThatThrownBy(() -> new VocabularySettings(100, 2, 1, 1, 8))
        .hasMessage("budgetBytes is 100, allowed is 4096 or more");
    assertThatThrownBy(() -> new VocabularySettings(1 << 20, 100_000, 1, 1, 8))
        .hasMessageStartingWith("budgetBytes is 1048576, which counts ");
    assertThatThrownBy(() -> new VocabularySettings(1 << 20, 2, 1, 1, 257))
        .hasMessage("longest is 257, allowed is 256 or less");
    assertThat(VocabularySettings.standard().words()).isGreaterThan(100_000);
  }
}
