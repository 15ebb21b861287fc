package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountHeapTest {
  private static final int ITEMS = 8;

  /** Each operation is a number: item times four, and what is done with it. */
  @Property
  void lowest_afterAnyOperations_hasTheSmallestCountOfThoseHeld(
      @ForAll @Size(max = 200) List<@IntRange(max = ITEMS * 4 - 1) Integer> operations) {
    double[] counts = new double[ITEMS];
    CountHeap heap = new CountHeap(counts, ITEMS);
    TreeSet<Integer> held = new TreeSet<>();
    for (int operation : operations) {
      int item = operation / 4;
      switch (operation % 4) {
        case 0 -> {
          if (held.add(item)) {
            heap.add(item);
          }
        }
        case 1 -> {
          if (held.remove(item)) {
            heap.remove(item);
          }
        }
        case 2 -> counts[item]++;
        default -> {
          for (int i = 0; i < ITEMS; i++) {
            counts[i] /= 2;
          }
          heap.halve();
        }
      }
      assertThat(heap.size()).isEqualTo(held.size());
      if (!held.isEmpty() && operation % 3 == 0) { // so that some rises pile up unseen
        double least = held.stream().mapToDouble(i -> counts[i]).min().getAsDouble();
        assertThat(held).contains(heap.lowest());
        assertThat(counts[heap.lowest()]).isEqualTo(least);
      }
    }
  }

  @Test
  void lowest_ofNothing_isAnError() {
    assertThatThrownBy(() -> new CountHeap(new double[1], 1).lowest())
        .isInstanceOf(IllegalStateException.class);
  }
}
