package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WordTableTest {
  private static final int SLOTS = 10;

  /** 24 words in a table of 16 places, of which some share a hash: chains and wraps everywhere. */
  @Property
  void find_afterAnyPutsAndRemovals_isAsInAMap(
      @ForAll @Size(max = 200) List<@IntRange(max = 23) Integer> operations) {
    WordTable table = new WordTable(SLOTS, 4);
    Map<String, Integer> slotOf = new HashMap<>();
    TreeSet<Integer> free = new TreeSet<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      free.add(slot);
    }
    for (int operation : operations) {
      String word = "w" + operation;
      Integer slot = slotOf.remove(word);
      if (slot != null) {
        table.remove(slot);
        free.add(slot);
      } else if (!free.isEmpty()) {
        int first = free.pollFirst();
        table.put(first, word, hash(word));
        slotOf.put(word, first);
      }
      for (int i = 0; i < 24; i++) {
        String any = "w" + i;
        assertThat(table.find(any, hash(any)))
            .isEqualTo(slotOf.getOrDefault(any, WordTable.ABSENT));
      }
    }
  }

  private static int hash(String word) {
    return WordTable.hash(word) & 7;
  }

  @Test
  void hash_sameCharactersInAnotherSequence_isTheSame() {
    assertThat(WordTable.hash(new StringBuilder("word"))).isEqualTo(WordTable.hash("word"));
  }

  @Test
  void word_isWhatWasPut() {
    WordTable table = new WordTable(2, 4);
    table.put(1, "müde", WordTable.hash("müde"));

    assertThat(table.word(1)).isEqualTo("müde");
  }
}
