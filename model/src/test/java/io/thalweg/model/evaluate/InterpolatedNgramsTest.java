package io.thalweg.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InterpolatedNgramsTest {
  private static final int[] ABAC = {0, 1, 0, 2};

  private static InterpolatedNgrams observed(int lookBack, int... symbols) {
    InterpolatedNgrams ngrams = new InterpolatedNgrams(lookBack);
    for (int at = 0; at < symbols.length; at++) {
      ngrams.observe(symbols, at);
    }
    return ngrams;
  }

  @Test
  void probability_ofSymbolsAlone_isThatOfWittenAndBell() {
    // Four seen of three kinds: p(-1) = 1/4, so p(0) = (2 + 3/4) / 7, of an unseen one (3/4) / 7.
    InterpolatedNgrams ngrams = observed(0, ABAC);
    assertThat(ngrams.probability(new int[] {0}, 0)).isCloseTo(2.75 / 7, within(1e-12));
    assertThat(ngrams.probability(new int[] {9}, 0)).isCloseTo(0.75 / 7, within(1e-12));
  }

  @Test
  void probability_afterAnother_interpolates() {
    // After 0 came 1 and 2, once each: (1 + 2 p0(1)) / 4 with p0(1) = (1 + 3/4) / 7.
    InterpolatedNgrams ngrams = observed(1, ABAC);
    assertThat(ngrams.probability(new int[] {0, 1}, 1))
        .isCloseTo((1 + 2 * 1.75 / 7) / 4, within(1e-12));
  }

  @Test
  void probability_overAllSymbolsAndOneNew_sumsToOne() {
    InterpolatedNgrams ngrams = observed(2, 0, 1, 0, 2, 0, 1, 1, 2);
    double sum = 0;
    for (int symbol : new int[] {0, 1, 2, 9}) {
      sum += ngrams.probability(new int[] {0, 1, symbol}, 2);
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void probability_beforeAnything_isOne() {
    assertThat(new InterpolatedNgrams(2).probability(new int[] {5}, 0)).isEqualTo(1);
  }

  @Test
  void construct_lookingAhead_isRefused() {
    assertThatThrownBy(() -> new InterpolatedNgrams(-1)).hasMessageContaining("-1");
  }
}
