package io.thalweg.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTokenizerTest extends TokenizerContract {
  private final Tokenizer log = tokenizer(TextLimits.DEFAULT);

  @Override
  Tokenizer tokenizer(TextLimits limits) {
    return new LogTokenizer(limits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "17|<num>",
        "-3.5%|<num>",
        "1,024|<num>",
        "0x7fA0|<hex>",
        "00f07a88|<hex>",
        "00000002|<hex>",
        "beef|beef",
        "10.0.0.7|<ip>",
        "10.0.0.7:443|<ip>",
        "10.0.0.0/8|<ip>",
        "fe80::1|<ip>",
        "::1|<ip>",
        "2001:db8:0:0:0:0:0:1|<ip>",
        "00:1b:44:11:3a:b7|<mac>",
        "6f9619ff-8b86-d011-b42d-00c04fc964ff|<uuid>",
        "2031-02-03|<time>",
        "2031-02-03T04:05:06.789Z|<time>",
        "2031-02-03-04.05.06.789012|<time>",
        "04:05:06,789|<time>",
        "/var/lib/x-1/y.log|<path>",
        "./run/me|<path>",
        "C:\\temp\\a.txt|<path>",
        "https://example.org/a?b=1|<url>",
        "eth0|eth<num>",
        "core.1887|core.<num>",
        "std::move|std : : move",
        "load/store|load/store",
        "a=1|a = <num>",
        "(x)|( x )",
        "dir=/srv/a,n=4|dir = <path> , n = <num>",
        "[10.0.0.7:80]|[ <ip> ]",
        "done.|done .",
        "/|/",
      })
  void tokenize_piece_hasTheTemplate(String piece, String template) {
    assertThat(log.tokenize(piece).template()).isEqualTo(template);
  }

  @Test
  void tokenize_linesOfOneStatement_shareATemplate() {
    String one = "2031-02-03 04:05:06 node7 sshd[811]: refused 10.1.2.3 port 5022 for /home/ann";
    String other = "2031-02-04 23:59:01 node12 sshd[90]: refused 10.9.8.7 port 22 for /home/bo/x";
    assertThat(log.tokenize(one).template())
        .isEqualTo("<time> <time> node<num> sshd [ <num> ] : refused <ip> port <num> for <path>")
        .isEqualTo(log.tokenize(other).template());
  }

  @Test
  void original_ofAMask_isWhatWasWritten() {
    TokenizedLine line = log.tokenize("read /var/log/a.txt: 512 bytes at 0x7f");
    assertThat(line.template()).isEqualTo("read <path> : <num> bytes at <hex>");
    assertThat(line.tokens().stream().map(line::original))
        .containsExactly("read", "/var/log/a.txt", ":", "512", "bytes", "at", "0x7f");
  }

  /** A pattern that backtracks would not end here, one that recurses overflow the stack. */
  @Test
  void tokenize_longPiecesOfHalfAMatch_endsWithTokens() {
    TextLimits wide = new TextLimits(1 << 16, 64, 1 << 16);
    for (String unit : new String[] {"/-", "1.", "a:", "1:", ":", "-", "0a", "ab-", "/a=", "("}) {
      String line = unit.repeat((1 << 16) / unit.length());
      assertThat(tokenizer(wide).tokenize(line).tokens()).isNotEmpty();
    }
  }
}
