package io.thalweg.model.evaluate;

import io.thalweg.model.text.Token;
import io.thalweg.model.text.TokenizedLine;
import java.util.List;
import java.util.Optional;

/**
 * A line with a high surprise, to be read by a person.
 *
 * @param number of the line, from 1 on
 * @param bits per token
 * @param marked the line as it came, each run of surprising tokens between {@code >>} and {@code
 *     <<}
 * @param nearest the template known before that is most like the line's; empty for a first line
 * @param seen how often that had come
 * @param distance tokens by which the line deviates from it
 */
public record SurprisingLine(
    int number, double bits, String marked, Optional<String> nearest, int seen, int distance) {

  /** Tokens at least this share as surprising as the most surprising one are marked. */
  private static final double MARKED = 0.5;

  static SurprisingLine of(
      int number, TokenizedLine line, double[] bits, Optional<TemplateCounts.Nearest> nearest) {
    return new SurprisingLine(
        number,
        TokenSurprise.Bits.mean(bits),
        mark(line, bits),
        nearest.map(known -> String.join(" ", known.template())),
        nearest.map(TemplateCounts.Nearest::count).orElse(0),
        nearest.map(TemplateCounts.Nearest::distance).orElse(0));
  }

  /**
   * Marks tokens in the line as it was written.
   *
   * @param bits of each token and of the end
   */
  static String mark(TokenizedLine line, double[] bits) {
    double most = 0;
    for (double b : bits) {
      most = Math.max(most, b);
    }
    double least = most > 0 ? MARKED * most : Double.POSITIVE_INFINITY;
    List<Token> tokens = line.tokens();
    StringBuilder text = new StringBuilder();
    int written = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (bits[i] >= least) {
        int from = tokens.get(i).from();
        while (i + 1 < tokens.size() && bits[i + 1] >= least) {
          i++;
        }
        int to = tokens.get(i).to();
        text.append(line.line(), written, from).append(">>");
        text.append(line.line(), from, to).append("<<");
        written = to;
      }
    }
    text.append(line.line(), written, line.line().length());
    return bits[tokens.size()] >= least ? text + " >>end of line<<" : text.toString();
  }
}
