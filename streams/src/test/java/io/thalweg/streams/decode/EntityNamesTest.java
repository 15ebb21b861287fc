package io.thalweg.streams.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityNamesTest {

  @Test
  void of_moreNamesThanSlots_staysRight() throws Rejection {
    EntityNames names = new EntityNames();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        assertThat(names.of("machine-" + i)).isEqualTo("machine-" + i);
      }
    }
  }

  @Test
  void of_sameNameAgain_isTheSameString() throws Rejection {
    EntityNames names = new EntityNames();
    byte[] line = "a,b\u00e4r,c".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(names.of(line, 2, 6)).isEqualTo("b\u00e4r").isSameAs(names.of("b\u00e4r"));
  }
}
